import { failure, OutOfMemory, type Diagnostic, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';

/** What does not fit into the memory of a device, as whoever runs it reads it. */
export const outOfMemory = ({ message }: OutOfMemory): Diagnostic =>
  report('device-memory', { reason: message });

/** The outcome of work on a device; memory that does not suffice is one as well. */
export const withinMemory = async <T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OutOfMemory) return failure(outOfMemory(error));
    throw error;
  }
};
