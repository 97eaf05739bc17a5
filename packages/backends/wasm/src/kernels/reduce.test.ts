import { jest } from '@jest/globals';
import type { Device } from '@neurite/contract';
import { draw, flat } from '@neurite/testing';
import { agree, single } from '../test/agree.test.helper.js';
import { wasm } from '../wasm.js';

// Sweeps and the float64 reference take seconds where other programs run as well.
jest.setTimeout(60_000);

let device: Device;
beforeAll(async () => {
  device = await wasm.open();
});
afterAll(() => device.close());

const exact = { absolute: 0, relative: 1.2e-7 };

describe('reductions', () => {
  it('sums 2²⁴ times 0.1 to the last bit, along rows and along columns', async () => {
    const count = 2 ** 24;
    const tenths = device.write(
      { dtype: 'float32', shape: [count / 8, 8] },
      new Float32Array(count).fill(0.1),
    );
    const zero = { dtype: 'float32', shape: [count / 8, 8], data: new Float32Array(0) } as const;
    for (const axes of [[0, 1], [0]]) {
      const executable = await device.prepare(single('reduce_sum', { axes }, [zero]));
      const [sum] = executable.run([tenths]);
      const expected = Math.fround((Math.fround(0.1) * count) / (axes.length === 2 ? 1 : 8));
      expect(new Set(await device.read(sum!))).toEqual(new Set([expected]));
      device.free(sum!);
      executable.dispose();
    }
    device.free(tenths);
  });

  it.each([1, 3, 4, 5, 15, 16, 17, 33, 64, 100])('reduces rows and columns of %d', async (extent) => {
    const random = draw(extent);
    const x = random.floats([7, extent, 5]);
    const n = random.ints([7, extent, 5], -1e9, 1e9);
    for (const axes of [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2], []]) {
      await agree(device, single('reduce_sum', { axes }, [x]), [x], exact);
      await agree(device, single('reduce_sum', { axes }, [n]), [n]);
      await agree(device, single('reduce_max', { axes }, [x]), [x], exact);
      await agree(device, single('reduce_max', { axes }, [n]), [n]);
    }
  });

  it('finds a NaN wherever it is', async () => {
    for (let at = 0; at < 37; at++) {
      const x = flat(
        [37],
        Array.from({ length: 37 }, (_, i) => (i === at ? NaN : i)),
      );
      const [y] = await agree(device, single('reduce_max', { axes: [0] }, [x]), [x]);
      expect(y!.data[0]).toBeNaN();
    }
  });
});

describe('ranks', () => {
  it('keeps the first of equals, and NaN before all, for all k', async () => {
    const values = [3, NaN, 5, 5, -Infinity, NaN, 3, 5, Infinity, 0, -0, 3];
    const x = flat([2, 12], [...values, ...values.toReversed()]);
    for (let k = 0; k <= 12; k++)
      await agree(device, single('top_k', { k }, [x]), [x], { absolute: 0, relative: 0 });
    for (const axis of [0, 1]) await agree(device, single('argmax', { axis }, [x]), [x]);
    const n = draw(5).ints([4, 50], -4, 4);
    await agree(device, single('top_k', { k: 17 }, [n]), [n]);
  });

  it('sums up long rows as exactly as short ones', async () => {
    const x = draw(9).floats([3, 5000], 0, 1);
    for (const reverse of [false, true])
      for (const exclusive of [false, true])
        await agree(device, single('cumsum', { axis: 1, reverse, exclusive }, [x]), [x], exact);
  });
});
