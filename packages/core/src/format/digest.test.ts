import type { HostTensor } from '@neurite/contract';
import { createHash } from 'node:crypto';
import { digestWeights } from './digest.js';

describe('digestWeights', () => {
  it('is the SHA-256 of the bytes in path order, whatever order they came in', async () => {
    const a: HostTensor = { dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) };
    const b: HostTensor = { dtype: 'float32', shape: [1], data: Float32Array.of(3) };
    const expected = createHash('sha256')
      .update(Float32Array.of(1, 2, 3))
      .digest('hex');
    expect(
      await digestWeights(
        new Map([
          ['a', a],
          ['b', b],
        ]),
      ),
    ).toBe(expected);
    expect(
      await digestWeights(
        new Map([
          ['b', b],
          ['a', a],
        ]),
      ),
    ).toBe(expected);
  });
});
