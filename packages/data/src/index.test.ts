import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Table } from '@neurite/contract';
import {
  blobs,
  centre,
  circles,
  minMax,
  moons,
  noise,
  pca,
  randomShift,
  scale,
  sine,
  spirals,
  standardize,
  whiten,
  xor,
} from './index.js';

const pointsOf = ({ columns, count }: Table) => {
  const { data } = columns['point']!;
  return Array.from(
    { length: count },
    (_, row) =>
      [data[2 * row] as number, data[2 * row + 1] as number, columns['label']!.data[row] as number] as const,
  );
};

describe('generators', () => {
  it('give the same examples for the same options, and others for another seed', async () => {
    expect(await moons({ count: 50, seed: 1 })).toEqual(await moons({ count: 50, seed: 1 }));
    expect(await moons({ count: 50, seed: 2 })).not.toEqual(await moons({ count: 50, seed: 1 }));
    await expect(moons({ count: 0 })).rejects.toThrow('"count" of moons must be between 1 and 10000000');
  });

  it('moons: two half circles, interleaved', async () => {
    for (const [x, y, label] of pointsOf(await moons({ count: 500, noise: 0 }))) {
      // Both are half circles of radius 1: one around the origin, the other around (1, ½) and upside down.
      const [dx, dy] = label === 0 ? [x, y] : [x - 1, 0.5 - y];
      expect(Math.hypot(dx, dy)).toBeCloseTo(1, 5);
      expect(dy).toBeGreaterThan(-1e-6);
    }
  });

  it('circles: radius 1 and the factor, noise as told', async () => {
    for (const [x, y, label] of pointsOf(await circles({ count: 300, noise: 0, factor: 0.3 })))
      expect(Math.hypot(x, y)).toBeCloseTo(label === 0 ? 1 : 0.3, 5);
    const noisy = pointsOf(await circles({ count: 20_000, noise: 0.05 })).filter(
      ([, , label]) => label === 0,
    );
    const radii = noisy.map(([x, y]) => Math.hypot(x, y) - 1);
    const deviation = Math.sqrt(radii.reduce((sum, r) => sum + r * r, 0) / radii.length);
    // Across a circle noise is one-dimensional, so the radius has the same deviation to first order; 10,000 samples give it to 2 %.
    expect(Math.abs(deviation / 0.05 - 1)).toBeLessThan(0.03);
  });

  it('spirals: arms that wind around the origin', async () => {
    for (const [x, y, label] of pointsOf(await spirals({ count: 300, noise: 0, classes: 3, turns: 2 }))) {
      const radius = Math.hypot(x, y);
      const angle = 2 * Math.PI * (2 * radius + label / 3);
      expect([x, y].map((value) => value.toFixed(4))).toEqual(
        [radius * Math.cos(angle), radius * Math.sin(angle)].map((value) => (value + 0).toFixed(4)),
      );
    }
  });

  it('xor: four corners, each as often', async () => {
    const seen = new Map<string, number>();
    for (const [x, y, label] of pointsOf(await xor({ count: 400 }))) {
      expect(label).toBe(x ^ y);
      seen.set(`${x}${y}`, (seen.get(`${x}${y}`) ?? 0) + 1);
    }
    expect([...seen.values()]).toEqual([100, 100, 100, 100]);
  });

  it('blobs: clouds around the corners of a polygon, balanced', async () => {
    const points = pointsOf(await blobs({ count: 4000, classes: 4, noise: 0.1 }));
    for (const label of [0, 1, 2, 3]) {
      const own = points.filter((point) => point[2] === label);
      expect(own).toHaveLength(1000);
      const mean = [0, 1].map((axis) => own.reduce((sum, point) => sum + point[axis]!, 0) / 1000);
      expect(
        Math.hypot(mean[0]! - Math.cos((label * Math.PI) / 2), mean[1]! - Math.sin((label * Math.PI) / 2)),
      ).toBeLessThan(0.02);
    }
  });

  it('sine: one number from one number', async () => {
    const { columns } = await sine({ count: 200, noise: 0, periods: 1.5 });
    columns['x']!.data.forEach((x, row) =>
      expect(columns['y']!.data[row]).toBeCloseTo(Math.sin(2 * Math.PI * 1.5 * (x as number)), 5),
    );
  });
});

describe('preprocessing of tfjs tensors', () => {
  const x = () =>
    tf.tensor2d([
      [1, 10],
      [3, 30],
    ]);

  it('fits on one tensor, and applies to any', async () => {
    const fitted = await standardize.fit(x());
    expect(
      await standardize
        .apply(
          tf.tensor2d([
            [2, 20],
            [3, 40],
          ]),
          fitted,
        )
        .array(),
    ).toEqual([
      [0, 0],
      [1, 2],
    ]);
    expect(await centre.apply(x(), await centre.fit(x())).array()).toEqual([
      [-1, -10],
      [1, 10],
    ]);
    expect(await minMax.apply(x(), await minMax.fit(x()), { low: -1 }).array()).toEqual([
      [-1, -1],
      [1, 1],
    ]);
  });

  it('whitens whatever it was fitted on', async () => {
    const { columns } = await moons({ count: 400, noise: 0.2 });
    const points = tf.tensor2d(columns['point']!.data as Float32Array, [400, 2]);
    for (const method of ['zca', 'pca'] as const) {
      const y = whiten.apply(points, await whiten.fit(points, { method }), { method });
      const covariance = await tf.div(tf.matMul(y, y, true, false), 400).array();
      (covariance as number[][])
        .flat()
        .forEach((value, at) => expect(value).toBeCloseTo(at % 3 === 0 ? 1 : 0, 3));
    }
    const projected = pca.apply(points, await pca.fit(points, { components: 1 }), { components: 1 });
    expect(projected.shape).toEqual([400, 1]);
  });

  it('scales', async () => {
    expect(await scale.apply(x(), { by: 0.5, offset: -0.5 }).array()).toEqual([
      [0, 4.5],
      [1, 14.5],
    ]);
  });
});

describe('augmentations', () => {
  const image = {
    dtype: 'float32',
    shape: [4, 4, 1],
    data: Float32Array.from({ length: 16 }, (_, index) => index + 1),
  } as const;

  it('change an example, the same way for the same seed', () => {
    expect(randomShift(image, { by: 2, seed: 3 })).toEqual(randomShift(image, { by: 2, seed: 3 }));
    expect(noise(image, { std: 1, seed: 4 })).not.toEqual(noise(image, { std: 1, seed: 3 }));
    expect(image.data[0]).toBe(1);
    expect(() => randomShift(image, { by: -1 })).toThrow('"by" of random_shift must be at least 0');
  });

  it('shift every way alike: from −by to by, down and across', () => {
    const seen = new Map<string, number>();
    const trials = 2000;
    for (let seed = 0; seed < trials; seed++) {
      const { data } = randomShift(image, { by: 1, seed });
      // The element 6 stands in row 1, column 1, and stays inside of the image.
      const at = data.indexOf(6);
      const key = `${Math.floor(at / 4) - 1} ${(at % 4) - 1}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen.size).toBe(9);
    // Four standard deviations of a binomial count.
    for (const count of seen.values())
      expect(Math.abs(count - trials / 9)).toBeLessThan(4 * Math.sqrt((trials * 8) / 81));
  });

  it('noise has the deviation that it is given', () => {
    const zeros = { dtype: 'float32', shape: [50_000], data: new Float32Array(50_000) } as const;
    const data = Array.from(noise(zeros, { std: 3 }).data);
    const square = data.reduce((sum, value) => sum + value * value, 0) / data.length;
    // The variance of a squared normal number is 2.
    expect(Math.abs(square / 9 - 1)).toBeLessThan(4 * Math.sqrt(2 / data.length));
  });
});
