import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { catalog } from '@neurite/standard/catalog';
import type { HostTensor, Recipe } from '@neurite/contract';
import { openData } from '../data/open-data.js';
import { moonsRecipe, statefulRecipe } from '../test/mlp.js';
import { use } from '../test/use.js';
import { worldOf } from '../test/world.js';
import { inspect, type InspectOptions } from './inspect.js';

const look = async (recipe: Recipe, options: Partial<InspectOptions>) => {
  const outcome = await inspect(recipe, { catalog, backend: cpu, world: worldOf(), ...options });
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};
const failures = async (recipe: Recipe, options: Partial<InspectOptions>) => {
  const outcome = await inspect(recipe, { catalog, backend: cpu, world: worldOf(), ...options });
  return outcome.ok ? [] : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);
};

/** The network of `moonsRecipe` and the derivatives of its mean cross-entropy by hand, in float64. */
const byHand = async (recipe: Recipe, weights: ReadonlyMap<string, HostTensor>, rows: readonly number[]) => {
  const data = await openData({ plan: recipe.data, graph: recipe.graph, catalog, world: worldOf() });
  if (!data.ok) throw new Error('no data');
  const { train } = data.value.parts;
  const [w1, b1, w2, b2] = ['hidden.kernel', 'hidden.bias', 'scores.kernel', 'scores.bias'].map((path) => [
    ...weights.get(path)!.data,
  ]) as [number[], number[], number[], number[]];
  const units = b1.length;
  const results = rows.map((place) => {
    const row = train.rows[place]!;
    const x = [0, 1].map((i) => train.columns.get('point')!.data[2 * row + i]!);
    const label = train.columns.get('label')!.data[row]!;
    const h = b1.map((b, j) => Math.tanh(x[0]! * w1[j]! + x[1]! * w1[units + j]! + b));
    const scores = b2.map((b, k) => h.reduce((sum, value, j) => sum + value * w2[2 * j + k]!, b));
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    const delta = scores.map((score, k) => (Math.exp(score) / total - (k === label ? 1 : 0)) / rows.length);
    const dh = h.map((_, j) => delta.reduce((sum, d, k) => sum + d * w2[2 * j + k]!, 0));
    const dx = x.map((_, i) => dh.reduce((sum, d, j) => sum + d * (1 - h[j]! ** 2) * w1[units * i + j]!, 0));
    return { h, delta, dh, dx, loss: Math.log(total) - scores[label]! };
  });
  return {
    loss: results.reduce((sum, { loss }) => sum + loss, 0) / rows.length,
    h: results.flatMap(({ h }) => h),
    dh: results.flatMap((result) => result.dh),
    dx: results.flatMap((result) => result.dx),
    kernel: Array.from({ length: units * 2 }, (_, at) =>
      results.reduce((sum, { h, delta }) => sum + h[Math.floor(at / 2)]! * delta[at % 2]!, 0),
    ),
  };
};
const close = (expected: readonly number[]) => expected.map((value) => expect.closeTo(value, 5));

describe('inspect', () => {
  it.each([
    ['cpu', cpu],
    ['wasm', wasm],
  ])('reads values and gradients, on %s', async (_, backend) => {
    const recipe = moonsRecipe();
    const rows = [3, 0, 17];
    const { values, gradients, loss, weights } = await look(recipe, {
      backend,
      examples: rows,
      values: ['tanh'],
      gradients: ['scores.kernel', 'tanh', 'point'],
    });
    const hand = await byHand(recipe, weights, rows);
    expect(loss).toBeCloseTo(hand.loss, 5);
    expect(values['tanh']).toMatchObject({ dtype: 'float32', shape: [3, 16] });
    expect([...values['tanh']!.data]).toEqual(close(hand.h));
    expect([...gradients['scores.kernel']!.data]).toEqual(close(hand.kernel));
    expect([...gradients['tanh']!.data]).toEqual(close(hand.dh));
    expect(gradients['point']!.shape).toEqual([3, 2]);
    expect([...gradients['point']!.data]).toEqual(close(hand.dx));
  });

  it('counts penalties into gradients, not into the loss', async () => {
    const plain = moonsRecipe();
    const penalized = moonsRecipe({
      regularizers: [{ use: use('regularizer', 'l2', { strength: 0.5 }), parameters: ['hidden.kernel'] }],
    });
    const gradients = ['hidden.kernel'];
    const [before, after] = [await look(plain, { gradients }), await look(penalized, { gradients })];
    expect(after.loss).toBe(before.loss);
    // The derivative of 0.5 · w² is w.
    const expected = [...before.gradients['hidden.kernel']!.data].map(
      (value, index) => value + before.weights.get('hidden.kernel')!.data[index]!,
    );
    expect([...after.gradients['hidden.kernel']!.data]).toEqual(close(expected));
  });

  it('takes the weights it is given, and the part and the mode', async () => {
    const recipe = statefulRecipe();
    const zeros = { dtype: 'float32', shape: [16, 2], data: new Float32Array(32) } as const;
    const { loss } = await look(recipe, { weights: new Map([['scores.kernel', zeros]]), part: 'test' });
    expect(loss).toBeCloseTo(Math.LN2, 6);
    const values = ['dropout'];
    const share = async (options: Partial<InspectOptions>) => {
      const { data } = (await look(recipe, { values, examples: 100, ...options })).values['dropout']!;
      return [...data].filter((value) => value === 0).length / data.length;
    };
    expect(await share({ training: false })).toBe(0);
    // 1,600 draws at the rate 0.2 have a standard deviation of 0.01.
    expect(Math.abs((await share({})) - 0.2)).toBeLessThan(0.05);
    const masks = await Promise.all([1, 1, 2].map((step) => look(recipe, { values, step })));
    const [first, again, other] = masks.map((each) => [...each.values['dropout']!.data]);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('leaves nothing on the device', async () => {
    let left: number | undefined;
    const open = async () => {
      const device = await cpu.open();
      const close = () => {
        left = device.statistics().buffers;
        device.close();
      };
      return { ...device, close };
    };
    await look(statefulRecipe(), {
      backend: { ...cpu, open },
      values: ['tanh'],
      gradients: ['tanh', 'hidden.kernel'],
    });
    expect(left).toBe(0);
  });

  it('says what is not there', async () => {
    const recipe = moonsRecipe();
    expect(await failures(recipe, { values: ['tahn'] })).toEqual([
      'unknown-value: The network has no "tahn". Did you mean "tanh"?',
    ]);
    expect(await failures(recipe, { gradients: ['hidden.kernal', 'label'] })).toEqual([
      'unknown-value: The network has no "hidden.kernal". Did you mean "hidden.kernel"?',
      'no-gradient: "label" holds no float32 numbers: there is no gradient by it.',
    ]);
    expect(await failures(recipe, { part: 'test', examples: 41 })).toEqual([
      'unknown-row: The part "test" has 40 examples: there is no row 40, counted from 0.',
    ]);
    expect(await failures(recipe, { examples: [] })).toEqual([
      'unknown-row: Nothing can be seen without examples: ask for one at least.',
    ]);
  });
});
