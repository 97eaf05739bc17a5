import type { CaseResult } from '@neurite/testing';
import { runPrimitiveCases, runTrainingCases } from '@neurite/testing/backends';
import type { Device } from '@neurite/contract';
import { webgl } from '../index.js';

const onDevice = async <R>(run: (device: Device) => Promise<R>): Promise<R> => {
  const device = await webgl.open();
  try {
    return await run(device);
  } finally {
    device.close();
  }
};

/** Runs the primitive cases of the conformance suite on a device of its own. */
export const primitives = (): Promise<readonly CaseResult[]> =>
  onDevice((device) => runPrimitiveCases(device));

/** Trains the suite's small networks. */
export const trainings = (): Promise<readonly CaseResult[]> => onDevice((device) => runTrainingCases(device));
