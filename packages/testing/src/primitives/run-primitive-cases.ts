import type { Device } from '@neurite/contract';
import { checkProgram, runCase, type CaseResult, type ProgramCase, type RunOptions } from '../run/index.js';
import { binaryCases } from './binary.js';
import { indexCases } from './indexing.js';
import { layoutCases } from './layout.js';
import { linearCases } from './linear.js';
import { reductionCases } from './reduction.js';
import { sourceCases } from './source.js';
import { structureCases } from './structure.js';
import { unaryCases } from './unary.js';
import { windowCases } from './window.js';

/** Small programs that together exercise every primitive, with awkward values and shapes. Names are unique. */
export const primitiveCases: readonly ProgramCase[] = [
  ...sourceCases,
  ...unaryCases,
  ...binaryCases,
  ...reductionCases,
  ...layoutCases,
  ...indexCases,
  ...linearCases,
  ...windowCases,
  ...structureCases,
];

/**
 * Runs the primitive cases on a device, one after the other. Plain: it needs neither Jest nor Node.
 *
 * @returns a result for each case, in order; see `failures`.
 */
export const runPrimitiveCases = async (
  device: Device,
  options: RunOptions = {},
): Promise<readonly CaseResult[]> => {
  const { only = () => true, exceptions = {} } = options;
  const results: CaseResult[] = [];
  for (const each of primitiveCases.filter(({ name }) => only(name))) {
    results.push(
      await runCase(each.name, exceptions[each.name], (tolerance) => checkProgram(device, each, tolerance)),
    );
  }
  return results;
};
