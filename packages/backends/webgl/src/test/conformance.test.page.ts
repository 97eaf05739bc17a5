import { runPrimitiveCases, type CaseResult } from '@neurite/testing';
import { webgl } from '../index.js';

/** Runs the primitive cases of the conformance suite on a device of its own. */
export const conformance = async (): Promise<readonly CaseResult[]> => {
  const device = await webgl.open();
  try {
    return await runPrimitiveCases(device);
  } finally {
    device.close();
  }
};
