import type { Backend, Device } from '@neurite/contract';
import { primitiveCases } from './primitives/index.js';
import { checkProgram, runCase, type RunOptions } from './run/index.js';
import type { Tolerance } from './tensors/index.js';
import { trainingCases } from './trainings/index.js';

interface Case {
  readonly name: string;
  check(device: Device, tolerance?: Tolerance): Promise<string | undefined>;
}

const cases: readonly Case[] = [
  ...primitiveCases.map((each): Case => ({
    name: each.name,
    check: (device, tolerance) => checkProgram(device, each, tolerance),
  })),
  ...trainingCases,
];

/** Milliseconds: whole trainings on a busy machine take more than Jest's five seconds. */
const patience = 60_000;

/** Registers one Jest test for each case: for backends that run in Node. A backend that is not available fails. */
export const describeBackend = (backend: Backend, options: RunOptions = {}): void => {
  const { only = () => true, exceptions = {} } = options;
  const unknown = Object.keys(exceptions).filter((name) => !cases.some((each) => each.name === name));
  if (unknown.length > 0) throw new Error(`There is no case called "${unknown.join('", "')}".`);
  describe(`backend ${backend.capabilities.name}`, () => {
    let device: Device;
    beforeAll(async () => {
      const available = await backend.available();
      if (available !== true) throw new Error(`${backend.capabilities.name} is not available: ${available}`);
      device = await backend.open();
    });
    afterAll(() => device.close());

    for (const each of cases.filter(({ name }) => only(name))) {
      const run = async () => {
        const { outcome, message } = await runCase(each.name, exceptions[each.name], (tolerance) =>
          each.check(device, tolerance),
        );
        if (outcome === 'failed') throw new Error(message);
      };
      it(each.name, run, patience);
    }
  });
};
