import type { HostTensor, Program, Recipe } from '@neurite/contract';
import { verify } from '../shapes/index.js';
import { adam, catalog } from '../testing/definitions.js';
import { recipe, use } from '../testing/small-recipe.js';
import { floats, ints, numbers, runByName, spreadOver } from '../testing/tensors.js';
import { assemble } from './assemble.js';

const data = {
  x: spreadOver([4, 2]),
  t: spreadOver([4, 1], -1, 1, 1),
  weight: floats([4], [1, 1, 1, 0]),
  counter: ints([4], [1, 1, 0, 0]),
};
const weights = {
  'first.kernel': spreadOver([2, 3], -1, 1, 2),
  'first.bias': spreadOver([3], -1, 1, 3),
  'second.kernel': spreadOver([3, 1], -1, 1, 4),
  'second.bias': spreadOver([1], -1, 1, 5),
  'middle.shift': floats([3], [0.1, 0.2, 0.3]),
  'middle.mean': floats([3], [0.5, -0.5, 0]),
};
const rate = { rate: floats([], [0.1]) };

/** The same network by hand: gradients of Σwℓ/Σw + λ Σ W₁² in closed form. */
const byHand = (lambda = 0) => {
  const [w1, b1, w2, b2] = ['first.kernel', 'first.bias', 'second.kernel', 'second.bias'].map((path) =>
    numbers(weights[path as keyof typeof weights]),
  ) as [readonly number[], readonly number[], readonly number[], readonly number[]];
  const gradients = { w1: w1.map((w) => 2 * lambda * w), b1: [0, 0, 0], w2: [0, 0, 0], b2: [0] };
  let loss = 0;
  for (let example = 0; example < 3; example++) {
    const x = [0, 1].map((i) => data.x.data[2 * example + i]!);
    const h = [0, 1, 2].map((j) => Math.tanh(x[0]! * w1[j]! + x[1]! * w1[3 + j]! + b1[j]!));
    const error = h.reduce((sum, value, j) => sum + value * w2[j]!, b2[0]!) - data.t.data[example]!;
    loss += error * error;
    const dy = (2 * error) / 3;
    gradients.b2[0]! += dy;
    h.forEach((value, j) => {
      gradients.w2[j]! += dy * value;
      const dz = dy * w2[j]! * (1 - value * value);
      gradients.b1[j]! += dz;
      x.forEach((input, i) => (gradients.w1[3 * i + j]! += dz * input));
    });
  }
  return { loss, gradients, w1, b1, w2, b2 };
};

const expectClose = (tensor: HostTensor | undefined, expected: readonly number[]): void => {
  expect(numbers(tensor)).toHaveLength(expected.length);
  numbers(tensor).forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 12));
};
const names = (program: Program, side: 'inputs' | 'outputs'): readonly string[] =>
  program[side].map(({ role, name }) => `${role} ${name}`);

describe('assemble', () => {
  it('names ports by role', () => {
    const { gradients, update, step, evaluate, predict } = assemble(
      recipe({ optimizer: use('optimizer', 'adam') }),
      catalog,
      { batch: 4 },
    );
    [gradients, update, step, evaluate, predict].forEach(verify);
    const parameters = ['first.kernel', 'first.bias', 'second.kernel', 'second.bias'];
    const metrics = ['loss', 'loss/main', 'weight', 'penalty', 'metric/within/near', 'metric/within/count'];
    expect(names(gradients, 'inputs')).toEqual([
      ...parameters.map((path) => `parameter ${path}`),
      'batch x',
      'batch t',
      'weight weight',
    ]);
    expect(names(gradients, 'outputs')).toEqual([
      ...metrics.map((name) => `metric ${name}`),
      ...parameters.map((path) => `gradient gradient:${path}`),
    ]);
    const slots = parameters.flatMap((path) => [`slot ${path}/m`, `slot ${path}/v`]);
    expect(names(update, 'inputs')).toEqual([
      ...parameters.map((path) => `parameter ${path}`),
      ...slots,
      ...parameters.map((path) => `gradient gradient:${path}`),
      'scalar rate',
      'scalar correction',
    ]);
    const findings = ['finding ok', 'finding gradient_norm'];
    expect(names(update, 'outputs')).toEqual([
      ...parameters.map((path) => `parameter ${path}`),
      ...slots,
      ...findings,
    ]);
    expect(
      step.donated.map(([from, to]) => [names(step, 'inputs')[from], names(step, 'outputs')[to]]),
    ).toEqual([...parameters.map((path) => `parameter ${path}`), ...slots].map((name) => [name, name]));
    expect(names(evaluate, 'outputs')).toEqual(metrics.map((name) => `metric ${name}`));
    expect(names(predict, 'inputs')).toEqual([...parameters.map((path) => `parameter ${path}`), 'batch x']);
    expect(names(predict, 'outputs')).toEqual(['output y']);
  });

  it('takes a step of gradient descent as computed by hand; examples of weight 0 count nowhere', () => {
    const { step } = assemble(recipe(), catalog, { batch: 4 });
    const padding = { x: floats([4, 2], [...numbers(data.x).slice(0, 6), NaN, NaN]) };
    const outputs = runByName(step, { ...data, ...weights, ...rate });
    const { loss, gradients, w1, b1, w2, b2 } = byHand();
    const moved = (values: readonly number[], by: readonly number[]) =>
      values.map((value, i) => value - 0.1 * by[i]!);
    expectClose(outputs['loss'], [loss]);
    expectClose(outputs['weight'], [3]);
    expectClose(outputs['first.kernel'], moved(w1, gradients.w1));
    expectClose(outputs['first.bias'], moved(b1, gradients.b1));
    expectClose(outputs['second.kernel'], moved(w2, gradients.w2));
    expectClose(outputs['second.bias'], moved(b2, gradients.b2));
    expectClose(outputs['gradient_norm'], [Math.hypot(...Object.values(gradients).flat())]);
    expect(numbers(outputs['ok'])).toEqual([1]);
    const { evaluate } = assemble(recipe(), catalog, { batch: 4 });
    expectClose(runByName(evaluate, { ...data, ...weights, ...padding })['loss'], [loss]);
  });

  it('takes a step of Adam as computed by hand', () => {
    const { step } = assemble(recipe({ optimizer: use('optimizer', 'adam') }), catalog, { batch: 4 });
    const slots = Object.fromEntries(
      ['first.kernel', 'first.bias', 'second.kernel', 'second.bias'].flatMap((path) => {
        const { shape } = weights[path as keyof typeof weights];
        return [
          [`${path}/m`, spreadOver(shape, -1, 1, 8)],
          [`${path}/v`, spreadOver(shape, 0, 1, 9)],
        ];
      }),
    );
    const scalars = adam.scalars(3, 0.01, {});
    const given = { rate: floats([], [scalars.rate]), correction: floats([], [scalars.correction]) };
    const outputs = runByName(step, { ...data, ...weights, ...slots, ...given });
    const { gradients, w1 } = byHand();
    const m = gradients.w1.map((g, i) => 0.9 * slots['first.kernel/m']!.data[i]! + 0.1 * g);
    const v = gradients.w1.map((g, i) => 0.999 * slots['first.kernel/v']!.data[i]! + 0.001 * g * g);
    expectClose(outputs['first.kernel/m'], m);
    expectClose(outputs['first.kernel/v'], v);
    // Kingma and Ba's own form, with m̂ and v̂.
    const expected = w1.map(
      (w, i) => w - (0.01 * (m[i]! / (1 - 0.9 ** 3))) / (Math.sqrt(v[i]! / (1 - 0.999 ** 3)) + 1e-8),
    );
    expectClose(outputs['first.kernel'], expected);
  });

  it('adds penalties to what is differentiated', () => {
    const regularizers = [{ use: use('regularizer', 'l2', { strength: 0.3 }), parameters: ['first.kernel'] }];
    const { gradients } = assemble(recipe({ regularizers }), catalog, { batch: 4 });
    const outputs = runByName(gradients, { ...data, ...weights });
    const expected = byHand(0.3);
    expectClose(outputs['penalty'], [0.3 * expected.w1.reduce((sum, w) => sum + w * w, 0)]);
    expectClose(outputs['gradient:first.kernel'], expected.gradients.w1);
    expectClose(outputs['loss'], [expected.loss]);
  });

  it('gives groups rates of their own, and projects onto constraints', () => {
    const constraints = [{ use: use('constraint', 'non_neg'), parameters: ['second.kernel'] }];
    const { step } = assemble(recipe({ rates: { 'first.bias': 0.5 }, constraints }), catalog, { batch: 4 });
    expect(names(step, 'inputs').filter((name) => name.startsWith('scalar'))).toEqual([
      'scalar rate',
      'scalar rate@0.5',
    ]);
    const outputs = runByName(step, { ...data, ...weights, ...rate, 'rate@0.5': floats([], [0.05]) });
    const { gradients, b1, w2 } = byHand();
    expectClose(
      outputs['first.bias'],
      b1.map((b, i) => b - 0.05 * gradients.b1[i]!),
    );
    expectClose(
      outputs['second.kernel'],
      w2.map((w, i) => Math.max(0, w - 0.1 * gradients.w2[i]!)),
    );
  });

  it('clips by the global norm, or by value', () => {
    const { gradients, b1, w2 } = byHand();
    const norm = Math.hypot(...Object.values(gradients).flat());
    const clipBy = (clip: Recipe['clip']) => {
      const { step } = assemble(recipe(clip === undefined ? {} : { clip }), catalog, { batch: 4 });
      return runByName(step, { ...data, ...weights, ...rate });
    };
    const byNorm = clipBy({ kind: 'global_norm', limit: norm / 4 });
    expectClose(
      byNorm['first.bias'],
      b1.map((b, i) => b - (0.1 * gradients.b1[i]!) / 4),
    );
    expectClose(byNorm['gradient_norm'], [norm]);
    expectClose(
      clipBy({ kind: 'global_norm', limit: norm * 2 })['first.bias'],
      b1.map((b, i) => b - 0.1 * gradients.b1[i]!),
    );
    const byValue = clipBy({ kind: 'value', limit: 0.01 });
    expectClose(
      byValue['second.kernel'],
      w2.map((w, i) => w - 0.1 * Math.max(-0.01, Math.min(0.01, gradients.w2[i]!))),
    );
  });

  it('does not differentiate, nor update, what is frozen', () => {
    const { gradients, step } = assemble(recipe({ frozen: ['first.kernel', 'first.bias'] }), catalog, {
      batch: 4,
    });
    expect(names(gradients, 'outputs').filter((name) => name.startsWith('gradient'))).toEqual([
      'gradient gradient:second.kernel',
      'gradient gradient:second.bias',
    ]);
    expect(names(step, 'inputs')).toContain('parameter first.kernel');
    expect(names(step, 'outputs')).not.toContain('parameter first.kernel');
    // Nothing is differentiated beyond the frozen layer.
    expect(gradients.ops.filter((op) => op.primitive === 'matmul')).toHaveLength(3);
  });

  it('keeps every old value where the gradient is not finite', () => {
    const run = recipe({ optimizer: use('optimizer', 'adam') }, 'centre');
    const { step } = assemble(run, catalog, { batch: 4 });
    const slots = Object.fromEntries(
      step.inputs
        .filter(({ role }) => role === 'slot')
        .map(({ name, value }) => [name, spreadOver(step.values[value]!.shape, 0.1, 1)]),
    );
    const scalars = { ...rate, correction: floats([], [1]) };
    const bad = { ...data, x: floats([4, 2], [Infinity, ...numbers(data.x).slice(1)]) };
    const outputs = runByName(step, { ...bad, ...weights, ...slots, ...scalars });
    expect(numbers(outputs['ok'])).toEqual([0]);
    for (const { name, role } of step.outputs) {
      if (role === 'parameter' || role === 'statistic')
        expect(numbers(outputs[name])).toEqual(numbers(weights[name as keyof typeof weights]));
      if (role === 'slot') expect(numbers(outputs[name])).toEqual(numbers(slots[name]));
    }
    expect(step.outputs.some(({ role }) => role === 'statistic')).toBe(true);
  });

  it('renews statistics in training, reads them in evaluation, and leaves those of frozen layers alone', () => {
    const { step, evaluate, predict } = assemble(recipe({}, 'centre'), catalog, { batch: 4 });
    const outputs = runByName(step, { ...data, ...weights, ...rate });
    const hidden = [0, 1, 2].map((j) => {
      const [w, b] = [numbers(weights['first.kernel']), numbers(weights['first.bias'])];
      const mean = [0, 1, 2, 3].reduce((sum, example) => {
        const [x0, x1] = [data.x.data[2 * example]!, data.x.data[2 * example + 1]!];
        return sum + Math.tanh(x0 * w[j]! + x1 * w[3 + j]! + b[j]!) / 4;
      }, 0);
      return 0.9 * weights['middle.mean'].data[j]! + 0.1 * mean;
    });
    expectClose(outputs['middle.mean'], hidden);
    expect(names(evaluate, 'inputs')).toContain('statistic middle.mean');
    expect(names(evaluate, 'outputs')).not.toContain('statistic middle.mean');
    expect(names(predict, 'inputs')).toContain('statistic middle.mean');
    const frozen = assemble(recipe({ frozen: ['middle.shift'] }, 'centre'), catalog, { batch: 4 });
    expect(names(frozen.step, 'outputs')).not.toContain('statistic middle.mean');
    // Nor does it read the batch: the loss is that of evaluation.
    const [trained, evaluated] = [frozen.step, frozen.evaluate].map(
      (program) => runByName(program, { ...data, ...weights, ...rate })['loss'],
    );
    expectClose(trained, numbers(evaluated));
  });

  it('asks for a counter where random numbers are drawn, in training only', () => {
    const { step, evaluate } = assemble(recipe({}, 'dropout'), catalog, { batch: 4 });
    expect(names(step, 'inputs')).toContain('counter counter');
    expect(names(evaluate, 'inputs')).not.toContain('counter counter');
    const lossAt = (number: number) =>
      numbers(
        runByName(step, { ...data, ...weights, ...rate, counter: ints([4], [1, number, 0, 0]) })['loss'],
      )[0];
    expect(lossAt(1)).toBe(lossAt(1));
    expect(new Set([1, 2, 3, 4, 5, 6].map(lossAt)).size).toBeGreaterThan(3);
  });

  it('sums metrics over the batch', () => {
    const { evaluate } = assemble(recipe(), catalog, { batch: 4 });
    const target = floats([4, 1], [100, 0, 0, 0]);
    const outputs = runByName(evaluate, { ...data, ...weights, t: target });
    expectClose(outputs['metric/within/count'], [3]);
    const predicted = numbers(
      runByName(assemble(recipe(), catalog, { batch: 4 }).predict, { ...data, ...weights })['y'],
    );
    expectClose(outputs['metric/within/near'], [predicted.slice(1, 3).filter((y) => Math.abs(y) < 1).length]);
  });
});
