import type { Device } from '@neurite/contract';
import { agree, single } from '../test/agree.test.helper.js';
import { wasm } from '../wasm.js';

let device: Device;
beforeAll(async () => {
  device = await wasm.open();
});
afterAll(() => device.close());

describe('uniform', () => {
  it.each([1, 2, 7, 8, 9, 15, 16, 1000])('gives the bits of the reference for %d elements', async (count) => {
    for (const counter of [
      [0, 0, 0, 0],
      [1, 2, 3, 4],
      [-1, -2147483648, 2147483647, 77],
    ]) {
      const input = { dtype: 'int32', shape: [4], data: Int32Array.from(counter) } as const;
      const program = single('uniform', { shape: [count], stream: -123456789 }, [input]);
      await agree(device, program, [input], { absolute: 0, relative: 0 });
    }
  });
});
