import type { HostTensor } from '@neurite/contract';
import { verify } from '../shapes/index.js';
import { catalog } from '../testing/definitions.js';
import { recipe, use } from '../testing/small-recipe.js';
import { floats, ints, numbers, runByName, spreadOver } from '../testing/tensors.js';
import { assemble } from './assemble.js';

type Tensors = Readonly<Record<string, HostTensor>>;

const weights: Tensors = {
  'first.kernel': spreadOver([2, 3], -1, 1, 2),
  'first.bias': spreadOver([3], -1, 1, 3),
  'second.kernel': spreadOver([3, 1], -1, 1, 4),
  'second.bias': spreadOver([1], -1, 1, 5),
  'middle.shift': floats([3], [0.1, 0.2, 0.3]),
  'middle.mean': floats([3], [0.5, -0.5, 0]),
};
const rate = { rate: floats([], [0.1]) };

const x = numbers(spreadOver([7, 2]));
const t = numbers(spreadOver([7, 1], -1, 1, 1));
// One example counts twice, one not at all.
const w = [1, 1, 2, 1, 0, 1, 1];
/** The examples from one to another. */
const batch = (from: number, to: number): Tensors => ({
  x: floats([to - from, 2], x.slice(2 * from, 2 * to)),
  t: floats([to - from, 1], t.slice(from, to)),
  weight: floats([to - from], w.slice(from, to)),
  counter: ints([4], [1, 1, 0, 0]),
});

const settings = {
  regularizers: [{ use: use('regularizer', 'l2', { strength: 0.3 }), parameters: ['first.kernel'] }],
  clip: { kind: 'global_norm', limit: 0.05 },
} as const;

/** Takes a step of several batches, each from an example to another, after what an earlier step left behind. */
const accumulate = (
  middle: 'nothing' | 'centre',
  pieces: readonly Tensors[],
): { readonly metrics: readonly Tensors[]; readonly outputs: Tensors } => {
  const run = recipe({ ...settings, accumulate: pieces.length }, middle);
  const leftovers = (name: string, shape: readonly number[]): HostTensor =>
    name === '#weight' ? floats([], [NaN]) : floats(shape, Array(shape.reduce((a, b) => a * b, 1)).fill(NaN));
  let memory: Tensors = {};
  const metrics: Tensors[] = [];
  for (const [index, piece] of pieces.entries()) {
    const { gradients } = assemble(run, catalog, { batch: piece['weight']!.shape[0]! }).accumulated!;
    verify(gradients);
    if (index === 0)
      memory = Object.fromEntries(
        gradients.inputs
          .filter(({ role }) => role === 'gradient')
          .map(({ name, value }) => [name, leftovers(name, gradients.values[value]!.shape)]),
      );
    const first = { '#first': floats([], [index === 0 ? 1 : 0]) };
    const outputs = runByName(gradients, { ...weights, ...memory, ...piece, ...first });
    memory = Object.fromEntries(Object.keys(memory).map((name) => [name, outputs[name]!]));
    metrics.push(outputs);
  }
  const { update } = assemble(run, catalog, { batch: 1 }).accumulated!;
  verify(update);
  return { metrics, outputs: runByName(update, { ...weights, ...memory, ...rate }) };
};

const expectClose = (tensor: HostTensor | undefined, expected: HostTensor | undefined): void => {
  expect(numbers(tensor)).toHaveLength(numbers(expected).length);
  numbers(tensor).forEach((value, index) => expect(value).toBeCloseTo(numbers(expected)[index]!, 13));
};

describe('a step of several batches', () => {
  it('is that of one batch that holds them all: penalties, clipping and weights of examples included', () => {
    const { step } = assemble(recipe(settings), catalog, { batch: 7 });
    const whole = runByName(step, { ...weights, ...batch(0, 7), ...rate });
    const { outputs, metrics } = accumulate('nothing', [batch(0, 3), batch(3, 5), batch(5, 7)]);
    for (const path of ['first.kernel', 'first.bias', 'second.kernel', 'second.bias', 'gradient_norm'])
      expectClose(outputs[path], whole[path]);
    expect(numbers(outputs['ok'])).toEqual([1]);
    for (const name of ['loss', 'weight']) {
      const sum = metrics.reduce((total, each) => total + numbers(each[name])[0]!, 0);
      expect(sum).toBeCloseTo(numbers(whole[name])[0]!, 13);
    }
  });

  it('hands statistics from batch to batch', () => {
    const { gradients } = assemble(recipe(settings, 'centre'), catalog, { batch: 3 });
    const first = runByName(gradients, { ...weights, ...batch(0, 3) });
    const second = runByName(gradients, {
      ...weights,
      ...batch(3, 6),
      'middle.mean': first['middle.mean']!,
    });
    const { outputs } = accumulate('centre', [batch(0, 3), batch(3, 6)]);
    expectClose(outputs['middle.mean'], second['middle.mean']);
    expect(numbers(outputs['middle.mean'])).not.toEqual(numbers(first['middle.mean']));
  });

  it.each([0, 1])('changes nothing where batch %i of two is not finite', (broken) => {
    const pieces = [batch(0, 3), batch(3, 6)];
    pieces[broken] = { ...pieces[broken], t: floats([3, 1], [NaN, 0, 0]) };
    const { outputs } = accumulate('centre', pieces);
    expect(numbers(outputs['ok'])).toEqual([0]);
    for (const path of Object.keys(weights)) expect(numbers(outputs[path])).toEqual(numbers(weights[path]));
  });
});
