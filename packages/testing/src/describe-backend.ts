import type { Backend, Device } from '@neurite/contract';
import { primitiveCases } from './primitives/index.js';
import { checkProgram, runCase, type RunOptions } from './run/index.js';

/** Registers one Jest test for each case: for backends that run in Node. A backend that is not available fails. */
export const describeBackend = (backend: Backend, options: RunOptions = {}): void => {
  const { only = () => true, exceptions = {} } = options;
  describe(`backend ${backend.capabilities.name}`, () => {
    let device: Device;
    beforeAll(async () => {
      const available = await backend.available();
      if (available !== true) throw new Error(`${backend.capabilities.name} is not available: ${available}`);
      device = await backend.open();
    });
    afterAll(() => device.close());

    for (const each of primitiveCases.filter(({ name }) => only(name))) {
      it(each.name, async () => {
        const { outcome, message } = await runCase(each.name, exceptions[each.name], (tolerance) =>
          checkProgram(device, each, tolerance),
        );
        expect({ outcome, message }).toEqual(
          outcome === 'excluded' ? { outcome, message } : { outcome: 'passed', message: undefined },
        );
      });
    }
  });
};
