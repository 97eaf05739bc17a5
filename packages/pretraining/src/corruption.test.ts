import { evaluate, record, streamOf } from '@neurite/program';
import { tensor } from '@neurite/testing';
import { corrupted } from './corruption.js';

type Noise = 'masking' | 'gaussian' | 'salt_and_pepper';

const size = 40_000;

/** What becomes of so many values of 1/2. */
const run = (noise: Noise, corruption: number): Float64Array => {
  const program = record((recorder) => {
    const counter = recorder.input('counter', 'counter', { dtype: 'int32', shape: [4] });
    const x = recorder.ops.constant(0.5, [size]);
    const random = (name: string, shape: readonly number[]) =>
      recorder.emit('uniform', [counter], { shape, stream: streamOf(name) })[0]!;
    recorder.output(
      'y',
      'output',
      corrupted(x, { ops: recorder.ops, random, options: { noise, corruption } }),
    );
  });
  return Float64Array.from(evaluate(program, [tensor([3, 1, 0, 0], 'int32')])[0]!.data);
};

const part = (values: Float64Array, holds: (x: number) => boolean): number =>
  values.filter(holds).length / size;

describe('corruption', () => {
  it('masking makes a part 0', () => {
    const y = run('masking', 0.3);
    expect(part(y, (x) => x === 0)).toBeCloseTo(0.3, 2);
    expect(part(y, (x) => x === 0.5)).toBeCloseTo(0.7, 2);
  });

  it('salt and pepper make a part 0 or 1, each as often', () => {
    const y = run('salt_and_pepper', 0.3);
    expect(part(y, (x) => x === 0)).toBeCloseTo(0.15, 2);
    expect(part(y, (x) => x === 1)).toBeCloseTo(0.15, 2);
  });

  it('gaussian noise has the standard deviation that is asked for', () => {
    const y = run('gaussian', 0.3);
    const mean = y.reduce((sum, x) => sum + x, 0) / size;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(Math.sqrt(y.reduce((sum, x) => sum + (x - mean) ** 2, 0) / size)).toBeCloseTo(0.3, 2);
    expect(part(y, (x) => Math.abs(x - 0.5) < 0.3)).toBeCloseTo(0.6827, 2);
  });
});
