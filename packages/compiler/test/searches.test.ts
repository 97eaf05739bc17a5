import type { EnsemblePlan, SearchPlan } from '@neurite/contract';
import type { Override } from '../src/index.js';
import { codes, compileText } from './support/compile.js';

const before = `
  model Net(hidden: int = 8, drop: float = 0.1, act: layer = relu) {
    input point: [2]
    output scores = point -> dense(hidden) -> act -> dropout(drop) -> dense(2)
  }
  data Moons(fold: int = 0, limit: int = none) {
    source: moons(200)
    validation: fold(fold, of: 5)
    take: limit
    field label = label -> one_of(2)
  }
  train Run {
    model: Net
    data: Moons
    loss: cross_entropy
    optimizer: adam(rate: 1e-2)
    metrics: [accuracy]
    epochs: 9
  }
  function gate(x; beta: param = 1.0) = sigmoid(beta * x)
`;

const compiled = (text: string, overrides: readonly Override[] = []) => {
  const compilation = compileText(`${before}${text}`, { overrides });
  const errors = compilation.diagnostics.map(({ message }) => message);
  if (!compilation.ok) throw new Error(errors.join('\n'));
  return compilation;
};

const planOf = (settings: string, overrides: readonly Override[] = []): SearchPlan => {
  const plan = compiled(`search Tune { train: Run ${settings} }`, overrides).search();
  if (!plan.ok) throw new Error(plan.diagnostics.map(({ message }) => message).join('\n'));
  return plan.value;
};

describe('a search', () => {
  it('is complete and frozen', () => {
    const plan = planOf(
      'optimizer.rate ~ log(1e-4, 1e-1) model.hidden ~ uniform(4, 16) model.act ~ choice(relu, leaky_relu(slope: 0.2)) trials: 6 objective: maximize(validation.accuracy)',
    );
    expect(plan.settings.map(({ target, text, values, integer }) => [target, text, values, integer])).toEqual(
      [
        ['optimizer.rate', 'log(1e-4, 1e-1)', [], false],
        ['model.hidden', 'uniform(4, 16)', [], true],
        ['model.act', 'choice(relu, leaky_relu(slope: 0.2))', ['relu', 'leaky_relu(slope: 0.2)'], false],
      ],
    );
    expect(plan).toMatchObject({
      name: 'Tune',
      strategy: { kind: 'strategy', name: 'random', options: {} },
      trials: 6,
      rounds: 1,
      objective: { monitor: 'validation.accuracy', better: 'higher' },
      report: [{ monitor: 'validation.accuracy', better: 'higher' }],
      abandon: 3,
      seed: 0,
    });
    expect(plan.recipe.name).toBe('Run');
    expect(Object.isFrozen(plan.settings)).toBe(true);
  });

  it('without an objective reports all that the data is judged by; lists that must be tried are a grid', () => {
    const plan = planOf('data.fold ~ each(0..5) seed ~ each(1, 2)');
    expect(plan.strategy.name).toBe('grid');
    expect(plan.trials).toBe(10);
    expect(plan.report).toEqual([
      { monitor: 'validation.loss', better: 'lower' },
      { monitor: 'validation.accuracy', better: 'higher' },
    ]);
  });

  it('can do without giving up, and report what it likes', () => {
    const plan = planOf(
      'data.limit ~ each(50, 100, 200) abandon: none report: [train.loss, validation.loss]',
    );
    expect(plan.abandon).toBeUndefined();
    expect(plan.report.map(({ monitor }) => monitor)).toEqual(['train.loss', 'validation.loss']);
    expect(planOf('batch ~ each(8, 16) abandon: 5x').abandon).toBe(5);
  });

  it('takes over settings from another', () => {
    const compilation = compiled(
      'search A { train: Run, batch ~ choice(8, 16), trials: 4, objective: minimize(validation.loss) } search B from A { strategy: grid, batch ~ choice(8, 16, 32) }',
    );
    expect(compilation.searches).toEqual(['A', 'B']);
    const plan = compilation.search('B');
    expect(plan.ok && [plan.value.strategy.name, plan.value.settings.map(({ text }) => text)]).toEqual([
      'grid',
      ['choice(8, 16, 32)'],
    ]);
    const trial = compilation.trial('B', { batch: '32' });
    expect(trial.ok && trial.value.batch).toBe(32);
  });

  it('does not search what is set from outside', () => {
    const text = 'optimizer.rate ~ log(1e-4, 1e-1) batch ~ choice(8, 16) trials: 6';
    const overrides = [
      { key: 'batch', value: '4' },
      { key: 'trials', value: '2' },
      { key: 'seed', value: '5' },
    ];
    const plan = planOf(text, overrides);
    expect(plan.settings.map(({ target }) => target)).toEqual(['optimizer.rate']);
    expect([plan.recipe.batch, plan.trials, plan.seed, plan.recipe.seed]).toEqual([4, 2, 5, 5]);
  });

  it('is checked when it is asked for, where something is set from outside', () => {
    const text = `${before} search Tune {
      train: Run
      optimizer.rate ~ log(1e-4, 1e-1)
      trials: 9
      strategy: halving
      objective: minimize(validation.loss)
    }`;
    const compilation = compileText(text, { overrides: [{ key: 'epochs', value: '1' }] });
    expect(compilation.recipe().ok).toBe(true);
    expect(compilation.search()).toMatchObject({ ok: false, diagnostics: [{ code: 'strategy-problem' }] });
  });

  it('tells of every mistake at the search', () => {
    expect(codes(`${before} search Tune { train: Run, model.drop ~ uniform(0, 1.5), trials: 2 }`)).toEqual([
      'argument-range',
    ]);
    const [diagnostic] = compileText(
      `${before} search Tune { train: Run, model.drop ~ uniform(0, 1.5), trials: 2 }`,
    ).diagnostics;
    expect(diagnostic!.span!.start.line).toBe(before.split('\n').length);
    expect(diagnostic!.related![0]!.message).toBe('here, where model.drop is 1.5');
  });
});

describe('a trial', () => {
  const text = `search Tune {
    train: Run
    optimizer.rate ~ log(1e-4, 1e-1)
    model.act ~ compose(unary: [identity, gate, tanh], binary: [multiply, add], depth: 2)
    data.fold ~ choice(0, 1)
    trials: 4
  }`;

  it('is the recipe under other settings', () => {
    const trial = compiled(text).trial('Tune', {
      'optimizer.rate': '0.001',
      'model.act': '[[identity, gate] -> multiply -> tanh, identity] -> add',
      'data.fold': '1',
    });
    if (!trial.ok) throw new Error(trial.diagnostics[0]!.message);
    const { rate, data, model } = trial.value;
    expect(rate).toBe(0.001);
    expect(data.validation).toEqual({ fold: 1, of: 5 });
    expect(model.nodes.map(({ use }) => use.name)).toEqual([
      'dense',
      'identity',
      'multiply',
      'sigmoid',
      'multiply',
      'tanh',
      'identity',
      'add',
      'dropout',
      'dense',
    ]);
    // The β of x · σ(βx) is a weight.
    expect(model.parameters.filter(({ path }) => path.endsWith('beta'))).toHaveLength(1);
  });
});

describe('an ensemble', () => {
  const planned = (settings: string): EnsemblePlan => {
    const plan = compiled(`ensemble Five { train: Run ${settings} }`).ensemble();
    if (!plan.ok) throw new Error(plan.diagnostics.map(({ message }) => message).join('\n'));
    return plan.value;
  };

  it('knows what its members must agree on', () => {
    const plan = planned('members: 5');
    expect(plan).toMatchObject({ members: 5, vary: ['seed'], seed: 0, combination: { name: 'mean' } });
    const { graph } = plan.recipe;
    expect(plan.readings).toEqual([
      { value: graph.outputs[0]!.value, reading: { reads: 'logits', classes: true } },
    ]);
  });

  it('varies as it is said', () => {
    expect(planned('members: 3 vary: [bootstrap, seed] combine: vote').vary).toEqual(['bootstrap', 'seed']);
    expect(planned('members: 3 vary: snapshot').vary).toEqual(['snapshot']);
  });
});
