import { failure, success, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';

/** A JSON file of a package, or a diagnostic. */
export const parseJson = (bytes: Uint8Array, name: string, file: string): Outcome<unknown> => {
  try {
    return success(JSON.parse(new TextDecoder().decode(bytes)) as unknown);
  } catch (error) {
    return failure(report('data-package-content', { name, file, reason: (error as Error).message }));
  }
};
