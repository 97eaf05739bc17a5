import { jest } from '@jest/globals';
import type { Device, HostTensor, Shape } from '@neurite/contract';
import { draw } from '@neurite/testing';
import { agree, single } from '../test/agree.test.helper.js';
import { wasm } from '../wasm.js';

// Sweeps and the float64 reference take seconds where other programs run as well.
jest.setTimeout(60_000);

let device: Device;
beforeAll(async () => {
  device = await wasm.open();
});
afterAll(() => device.close());

const identical = { absolute: 0, relative: 0 };
/** Numbers that tell places apart. */
const counted = (shape: Shape): HostTensor => ({
  dtype: 'float32',
  shape,
  data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
});

describe('what only moves elements', () => {
  it('transposes by tiles of 4 × 4, whatever is left over', async () => {
    for (const rows of [4, 5, 7, 16, 33])
      for (const columns of [4, 6, 8, 19]) {
        const x = counted([rows, columns]);
        await agree(device, single('transpose', { permutation: [1, 0] }, [x]), [x], identical);
        const y = counted([3, rows, 2, columns]);
        for (const permutation of [
          [0, 3, 2, 1],
          [3, 0, 1, 2],
          [2, 3, 0, 1],
          [1, 3, 0, 2],
        ])
          await agree(device, single('transpose', { permutation }, [y]), [y], identical);
      }
  });

  it('copies short runs, long runs and runs of one element', async () => {
    for (const inner of [1, 2, 3, 4, 9, 40, 300]) {
      const x = counted([6, 5, inner]);
      await agree(
        device,
        single('slice', { start: [1, 2, 0], size: [2, 2, inner], stride: [3, 2, 1] }, [x]),
        [x],
        identical,
      );
      await agree(device, single('reverse', { axes: [0, 2] }, [x]), [x], identical);
      await agree(device, single('concat', { axis: 1 }, [x, x]), [x, x], identical);
      const column = counted([6, 1, inner]);
      await agree(device, single('broadcast', { shape: [6, 7, inner] }, [column]), [column], identical);
      await agree(
        device,
        single('broadcast', { shape: [6, 5, 12] }, [counted([6, 5, 1])]),
        [counted([6, 5, 1])],
        identical,
      );
      const value: HostTensor = { dtype: 'float32', shape: [], data: Float64Array.of(-7) };
      const pad = { low: [1, -2, 0], high: [-1, 3, 2], interior: [2, 1, 0] };
      await agree(device, single('pad', pad, [x, value]), [x, value], identical);
    }
  });

  it('moves bools and int32 as it moves float32', async () => {
    const random = draw(4);
    for (const x of [random.bools([5, 8, 3]), random.ints([5, 8, 3], -9, 9)]) {
      await agree(device, single('transpose', { permutation: [2, 0, 1] }, [x]), [x]);
      await agree(device, single('slice', { start: [2, 0, 0], size: [2, 8, 3], stride: [1, 1, 1] }, [x]), [
        x,
      ]);
      const indices: HostTensor = { dtype: 'int32', shape: [4], data: Int32Array.of(4, -1, 0, 5) };
      await agree(device, single('gather', { axis: 0 }, [x, indices]), [x, indices]);
    }
  });
});
