import type { Recipe } from '@neurite/contract';
import { codes, compileText } from './support/compile.js';

const net = `
  model Net {
    input x: [2]
    body = dense(8) -> batch_norm -> tanh -> batch_norm(scale: false, shift: false)
    h = x -> body
    side = h -> dense(2) as last
    output scores = h -> dense(2) as head
  }
  data Moons { source: moons, validation: 10%  field x = point  field label = label -> one_of(2) }`;

const text = (settings: string): string => `${net}\ntrain Run { model: Net, data: Moons\n${settings}\n}`;
const recipeOf = (settings: string): Recipe => {
  const outcome = compileText(text(settings)).recipe();
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};
/** Without what is said of the value that only losses read, where a mistake leaves none that reads it. */
const codesOf = (settings: string): readonly string[] =>
  codes(text(settings)).filter((code) => code !== 'unused-binding');

const turns = `
  optimizer: adam(rate: 1e-2)
  schedule: cosine
  clip: value(0.5)
  regularize: l2(1e-4) on "**.kernel"
  freeze: "scores.head.bias"
  epochs: 3
  phase main { update: ["body.**", "scores.**"], steps: 5, loss: cross_entropy(scores, label) }
  phase side { update: "side.**", loss: cross_entropy(side, label), optimizer: sgd(rate: 0.1), regularize: l1(1e-3) on "side.**" }
  order: alternate`;

const later = `
  loss { main: cross_entropy(scores, label)  extra: 0.3 * cross_entropy(side, label) }
  optimizer: adam(rate: 1e-2)
  freeze: "side.**"
  stop: early(monitor: validation.loss, patience: 2)
  phase head { update: "scores.**", epochs: 2 }
  phase all { update: "**", epochs: 8, optimizer: adam(rate: 1e-3) }
  order: sequence`;

describe('phases', () => {
  it('inherit what they do not say, for the parameters that they update', () => {
    const { phases, frozen } = recipeOf(turns);
    expect(phases?.order).toBe('alternate');
    const [main, side] = phases!.list;
    expect(main).toMatchObject({ name: 'main', turn: 5, clip: { kind: 'value', limit: 0.5 }, rate: 0.01 });
    expect(side).toMatchObject({ name: 'side', turn: 1, clip: { kind: 'value', limit: 0.5 }, rate: 0.1 });
    expect(main!.schedules.map(({ name }) => name)).toEqual(['cosine']);
    expect(main!.regularizers).toMatchObject([
      { use: { name: 'l2' }, parameters: ['body.dense.kernel', 'scores.head.kernel'] },
    ]);
    expect(side!.regularizers).toMatchObject([
      { use: { name: 'l1' }, parameters: ['side.last.kernel', 'side.last.bias'] },
    ]);
    expect(frozen).toEqual(['scores.head.bias']);
    expect(main!.frozen).toEqual(['side.last.kernel', 'side.last.bias', 'scores.head.bias']);
  });

  it('keep statistics of layers that they do not update; layers rest where the recipe freezes them', () => {
    const [main, side] = recipeOf(turns).phases!.list;
    expect(main!.held).toEqual([]);
    expect(side!.held).toEqual([
      'body.batch_norm.mean',
      'body.batch_norm.variance',
      'body.batch_norm_2.mean',
      'body.batch_norm_2.variance',
    ]);
    expect(side!.resting).toEqual(['scores.head.bias']);
    const [head, all] = recipeOf(later).phases!.list;
    expect(head!.held).toHaveLength(4);
    expect(head!.resting).toBeUndefined();
    expect(all!.held).toEqual([]);
  });

  it('of a sequence have durations of their own', () => {
    const { phases, epochs, losses } = recipeOf(later);
    expect(phases).toMatchObject({
      order: 'sequence',
      list: [
        { name: 'head', epochs: 2, rate: 0.01, stop: { patience: 2 } },
        { name: 'all', epochs: 8, rate: 0.001, stop: { patience: 2 } },
      ],
    });
    expect(epochs).toBe(10);
    // A loss that both inherit is one.
    expect(phases!.list.map((phase) => phase.losses[0]!.value)).toEqual([losses[0]!.value, losses[0]!.value]);
  });

  it('may be watched by name where they alternate', () => {
    const recipe = recipeOf(`${turns}\nkeep: best(validation.side.loss)`);
    expect(recipe.keep).toEqual({ monitor: 'validation.side.loss', better: 'lower' });
    expect(codesOf(`${turns}\nkeep: best(validation.loss)`)).toEqual(['unknown-monitor']);
    const plateau = (monitor: string) =>
      turns.replace('schedule: cosine', `schedule: reduce_on_plateau(monitor: ${monitor})`);
    expect(codesOf(plateau('validation.loss'))).toEqual(['unknown-monitor']);
    expect(codesOf(plateau('validation.main.loss'))).toEqual([]);
  });

  it.each([
    ['no order', later.replace('order: sequence', ''), ['missing-setting']],
    ['an unknown order', later.replace('sequence', 'together'), ['setting-type']],
    [
      'an order of nothing',
      'loss: cross_entropy(scores, label) optimizer: adam epochs: 1 order: sequence',
      ['misplaced-setting'],
    ],
    ['one name twice', later.replace('phase all', 'phase head'), ['duplicate-name']],
    [
      'a phase by itself',
      later.replace(/phase all .*/u, '').replace('"side.**"', '["side.**", "body.**"]'),
      ['one-phase'],
    ],
    [
      'no loss',
      later.replace(/loss \{.*\}/u, '').replace('freeze: "side.**"', ''),
      ['missing-setting', 'missing-setting'],
    ],
    ['no update', later.replace('update: "scores.**", ', ''), ['missing-setting']],
    ['an update of nothing', later.replace('"scores.**"', '"score.**"'), ['glob-without-match']],
    ['an update that is no path', later.replace('"scores.**"', '3'), ['setting-type']],
    [
      'a setting that it does not have',
      later.replace('epochs: 2', 'epochs: 2, seed: 3'),
      ['unknown-setting'],
    ],
    ['epochs where phases alternate', turns.replace('steps: 5', 'epochs: 5'), ['unknown-setting']],
    ['steps below 1', turns.replace('steps: 5', 'steps: 0'), ['setting-type']],
    ['no epochs', later.replace('epochs: 8, ', ''), ['missing-setting']],
    ['a phase in data', 'x', []],
  ])('with %s are told of', (name, settings, expected) => {
    if (name === 'a phase in data')
      expect(codes('data A { source: moons  phase b { c: 1 } }')).toEqual(['misplaced-setting']);
    else expect(codesOf(settings)).toEqual(expected);
  });

  it('are overridden by name', () => {
    const quick = `${text(later)}\ntrain Quick from Run { phase head { update: "scores.**", epochs: 1 } }`;
    const recipe = compileText(quick).recipe('Quick');
    expect(recipe.ok && recipe.value.phases!.list).toMatchObject([
      { name: 'head', epochs: 1 },
      { name: 'all', epochs: 8 },
    ]);
  });
});

describe('averages', () => {
  const plain = 'loss: cross_entropy(scores, label) optimizer: adam epochs: 3';
  const averageOf = (average: string) => {
    const outcome = compileText(text(`${plain} average: ${average}`)).recipe();
    return outcome.ok ? outcome.value.average : undefined;
  };

  it('have defaults', () => {
    expect(averageOf('ema')).toEqual({ kind: 'ema', decay: 0.999 });
    expect(averageOf('ema(0.99)')).toEqual({ kind: 'ema', decay: 0.99 });
    expect(averageOf('swa')).toEqual({ kind: 'swa', from: 0.75, every: 1 });
    expect(averageOf('swa(from: 50%, every: 2 epochs)')).toEqual({ kind: 'swa', from: 0.5, every: 2 });
  });

  it.each([
    'mean',
    'ema(1)',
    'ema(2 epochs)',
    'swa(from: 100%)',
    'swa(every: 0 epochs)',
    'swa(every: 3 steps)',
  ])('take no %s', (average) => expect(codesOf(`${plain} average: ${average}`)).toEqual(['setting-type']));
});
