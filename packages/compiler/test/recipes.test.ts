import type { PretrainRecipe, Recipe } from '@neurite/contract';
import { readFileSync } from 'node:fs';
import type { compile } from '../src/index.js';
import { type Override } from '../src/index.js';
import { codes, compileText } from './support/compile.js';

const net = `
  model Net(drop: float = 0.1, width: int = 8) {
    input x: [2]
    h1 = x -> dense(width) -> tanh
    h2 = h1 -> dense(width) -> tanh -> dropout(drop)
    aux = h1 -> dense(2)
    output scores = h2 -> dense(2) as head
  }
  data Moons(n: int = 500) {
    source: moons(n)
    validation: 10%
    test: 50
    field x = point -> standardize(per: channel) -> scale(2)
    field label = label -> one_of(2)
  }`;

/** The same without the value that only a loss may read. */
const plain = net.replace(/aux = [^\n]*\n/u, '');

const recipeOf = (settings: string, overrides: readonly Override[] = [], before = net): Recipe => {
  const text = `${before}\ntrain Run {\n  model: Net\n  data: Moons\n  optimizer: adam(rate: 1e-2)\n  epochs: 3\n${settings}\n}`;
  const outcome = compileText(text, { overrides }).recipe();
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};

const codesOf = (settings: string, before = plain): readonly string[] =>
  codes(
    `${before}\ntrain Run {\n  model: Net\n  data: Moons\n  optimizer: adam(rate: 1e-2)\n  epochs: 3\n${settings}\n}`,
  );

describe('recipes', () => {
  it('say how many batches make a step', () => {
    expect(recipeOf('loss: cross_entropy(scores, label)  accumulate: 4').accumulate).toBe(4);
    // One is what there is without it.
    expect(recipeOf('loss: cross_entropy(scores, label)  accumulate: 1')).toEqual({
      ...recipeOf('loss: cross_entropy(scores, label)'),
      span: expect.anything(),
    });
    expect(
      recipeOf('loss: cross_entropy(scores, label)', [{ key: 'accumulate', value: '3' }]).accumulate,
    ).toBe(3);
    for (const wrong of ['0', '-1', '1.5', '65_537', '4 steps', '"4"'])
      expect(codesOf(`loss: cross_entropy  accumulate: ${wrong}`)).toEqual(['setting-type']);
    expect(codesOf('loss: cross_entropy  acumulate: 2')).toEqual(['unknown-setting']);
  });

  it('begin with the transforms of the data, fitted and as nodes', () => {
    const { model, graph, data } = recipeOf('loss: cross_entropy');
    expect(model.nodes.slice(0, 2).map(({ path, use }) => [path, use.kind])).toEqual([
      ['data.x.standardize', 'transform'],
      ['data.x.scale', 'transform'],
    ]);
    const fitted = model.parameters.filter(({ role }) => role === 'statistic');
    expect(fitted.map(({ path }) => path)).toEqual([
      'data.x.standardize.mean',
      'data.x.standardize.deviation',
    ]);
    expect(fitted[0]!.fitted).toEqual({ field: 'x', step: 0, name: 'mean' });
    expect(fitted[0]!.type).toEqual({ dtype: 'float32', shape: [2] });
    expect(model.inputs.map(({ name }) => name)).toEqual(['x']);
    expect(graph.inputs.map(({ name }) => name)).toEqual(['x', 'label']);
    expect(
      data.fields.map(({ name, column, steps }) => [name, column, steps.map(({ name: step }) => step)]),
    ).toEqual([
      ['x', 'point', ['standardize', 'scale']],
      ['label', 'label', ['one_of']],
    ]);
  });

  it('keep out of the model what no output needs', () => {
    const { model, graph, losses } = recipeOf(
      'loss { main: cross_entropy(scores, label)  extra: 0.4 * cross_entropy(aux, label) }',
    );
    const paths = (nodes: Recipe['model']): readonly string[] => nodes.nodes.map(({ path }) => path);
    expect(paths(model)).not.toContain('aux.dense');
    expect(paths(graph)).toContain('aux.dense');
    expect(losses.map(({ name }) => name)).toEqual(['main', 'extra']);
    expect(graph.values[losses[1]!.value]).toEqual({ dtype: 'float32', shape: ['batch'] });
    expect(model.outputs.map(({ name }) => name)).toEqual(['scores']);
    expect(graph.outputs.map(({ name }) => name)).toEqual(['scores']);
  });

  it('make nodes of losses, with their inputs by name', () => {
    const { graph, losses } = recipeOf('loss: cross_entropy(label_smoothing: 0.1)');
    const node = graph.nodes.find(({ use }) => use.kind === 'loss')!;
    expect(node.use.options).toEqual({ label_smoothing: 0.1 });
    expect(Object.keys(node.inputs)).toEqual(['prediction', 'target']);
    expect(Object.values(node.outputs)).toEqual([losses[0]!.value]);
  });

  it('say what is trained how', () => {
    const recipe = recipeOf(
      `
      loss: cross_entropy
      schedule: warmup(50 steps) then cosine
      regularize: l2(1e-4) on "**.kernel"
      regularize: l1(1e-5) on "scores.head.kernel"
      constrain: max_norm(3) on "h1.**.kernel"
      group "h1.**" { rate: 0.1x }
      group "h2.dense.kernel" { rate: 5e-3 }
      freeze: "aux.**"
      clip: global_norm(1.0)
      batch: 16
      seed: 7`.replace('freeze: "aux.**"', 'freeze: "h2.dense.bias"'),
    );
    expect(recipe.rate).toBe(0.01);
    expect(recipe.schedules.map(({ name }) => name)).toEqual(['warmup', 'cosine']);
    expect(recipe.regularizers.map(({ use, parameters }) => [use.name, parameters])).toEqual([
      ['l2', ['h1.dense.kernel', 'h2.dense.kernel']],
      ['l1', ['scores.head.kernel']],
    ]);
    expect(recipe.constraints.map(({ parameters }) => parameters)).toEqual([['h1.dense.kernel']]);
    expect(recipe.rates).toEqual({ 'h1.dense.kernel': 0.1, 'h1.dense.bias': 0.1, 'h2.dense.kernel': 0.5 });
    expect(recipe.frozen).toEqual(['h2.dense.bias']);
    expect(recipe.clip).toEqual({ kind: 'global_norm', limit: 1 });
    expect([recipe.batch, recipe.epochs, recipe.seed]).toEqual([16, 3, 7]);
  });

  it('watch what is measured', () => {
    const recipe = recipeOf(`
      loss: cross_entropy
      metrics: [accuracy, top_k(1)]
      stop: early(monitor: validation.loss, patience: 2)
      keep: best(validation.accuracy)`);
    expect(recipe.metrics.map(({ name }) => name)).toEqual(['accuracy', 'top_k']);
    expect(recipe.stop).toEqual({ monitor: 'validation.loss', patience: 2, better: 'lower' });
    expect(recipe.keep).toEqual({ monitor: 'validation.accuracy', better: 'higher' });
  });

  it('have portions, seeds and limits of data', () => {
    const { data } = recipeOf('loss: cross_entropy');
    expect(data.validation).toEqual({ fraction: 0.1 });
    expect(data.test).toEqual({ count: 50 });
    expect(data.shuffle).toBe(0);
    const ordered = recipeOf(
      'loss: cross_entropy',
      [],
      net.replace('test: 50', 'test: moons(9, seed: 1)  shuffle: false  take: 100'),
    );
    expect(ordered.data.shuffle).toBeUndefined();
    expect(ordered.data.take).toBe(100);
    expect(ordered.data.test).toMatchObject({ source: { name: 'moons', options: { count: 9, seed: 1 } } });
  });

  it('take settings from others, and change some', () => {
    const text = `${net}
      train Run { model: Net  data: Moons  loss: cross_entropy  optimizer: adam  epochs: 3  group "h1.**" { rate: 0.5x } }
      train Quick from Run { epochs: 1  group "h1.**" { rate: 0.1x } }`;
    const quick = compileText(text).recipe('Quick');
    expect(quick.ok && quick.value.epochs).toBe(1);
    expect(quick.ok && quick.value.rates['h1.dense.kernel']).toBe(0.1);
    expect(compileText(text).recipe()).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'choose-declaration' }],
    });
  });

  it('obey settings from outside, typed as in the file', () => {
    const set = (key: string, value: string): Override => ({ key, value });
    const recipe = recipeOf('loss: cross_entropy', [
      set('model.drop', '0.5'),
      set('model.width', '4'),
      set('data.n', '20'),
      set('optimizer.rate', '0.125'),
      set('epochs', '7'),
      set('seed', '9'),
    ]);
    expect(recipe.graph.nodes.find(({ use }) => use.name === 'dropout')!.use.options).toEqual({ rate: 0.5 });
    expect(recipe.graph.parameters.find(({ path }) => path === 'h1.dense.kernel')!.type.shape).toEqual([
      2, 4,
    ]);
    expect(recipe.data.source.options).toMatchObject({ count: 20 });
    expect([recipe.rate, recipe.epochs, recipe.seed]).toEqual([0.125, 7, 9]);
    expect(recipe.optimizer.options).toMatchObject({ rate: 0.125 });
    const wrong = (key: string, value: string): readonly string[] =>
      codes(
        `${plain}\ntrain Run { model: Net  data: Moons  loss: cross_entropy  optimizer: adam  epochs: 3 }`,
        { overrides: [set(key, value)] },
      );
    expect(wrong('model.drop', '1.5')).toEqual(['argument-range']);
    expect(wrong('model.dropp', '0.5')).toEqual(['unknown-override']);
    expect(wrong('epochs', '1.5')).toEqual(['setting-type']);
    expect(wrong('optimizer.rate', '(')).toEqual(['override-value']);
  });

  it('read values of the model and fields of the data, qualified where wanted', () => {
    expect(codesOf('loss { main: cross_entropy(model.scores, data.label) }')).toEqual([]);
    expect(codesOf('loss { main: mean_squared_error(scores, x) }')).toEqual([]);
  });

  it('take the type of a target from the loss where nothing else says it', () => {
    const regression = net
      .replace('source: moons(n)', 'source: csv("points.csv")  take: n')
      .replace('label -> one_of(2)', 'y');
    const { graph, data } = recipeOf('loss: mean_squared_error', [], regression);
    const target = graph.inputs.find(({ name }) => name === 'label')!;
    expect(graph.values[target.value]).toEqual({ dtype: 'float32', shape: ['batch', 2] });
    expect(data.fields.map(({ column }) => column)).toContain('y');
  });

  it('use columns that a source declares without fields of their own', () => {
    const implicit = net
      .replace(/field [^\n]*\n/gu, '')
      .replace('input x', 'input point')
      .replace('= x ->', '= point ->');
    const { model, graph } = recipeOf('loss: cross_entropy', [], implicit);
    expect(model.inputs.map(({ name }) => name)).toEqual(['point']);
    expect(graph.inputs.map(({ name }) => name)).toEqual(['point', 'label']);
  });

  it('are frozen, and survive JSON', () => {
    const recipe = recipeOf('loss: cross_entropy');
    expect(Object.isFrozen(recipe.graph.nodes[0]!.use.options)).toBe(true);
    expect(JSON.parse(JSON.stringify(recipe))).toEqual(recipe);
  });

  it('are the same each time', () => {
    expect(JSON.stringify(recipeOf('loss: cross_entropy'))).toBe(
      JSON.stringify(recipeOf('loss: cross_entropy')),
    );
  });
});

describe('pretraining', () => {
  const pretrain = (settings: string): PretrainRecipe => {
    const outcome = compileText(
      `${net}\npretrain Stack {\n  model: Net\n  data: Moons\n${settings}\n}`,
    ).pretraining();
    if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
    return outcome.value;
  };

  it('has one stage between two codes', () => {
    const recipe = pretrain(
      'codes: [h1, h2]\nmethod: denoising_autoencoder(corruption: 0.2)\ntied: true\nepochs: [2, 3]\noptimizer: sgd(rate: 0.1)',
    );
    const { graph, stages } = recipe;
    expect(stages.map(({ name, epochs }) => [name, epochs])).toEqual([
      ['h1', 2],
      ['h2', 3],
    ]);
    expect(stages[1]!.input).toBe(stages[0]!.code);
    const nodes = stages.map((stage) => stage.nodes.map((index) => graph.nodes[index]!.path));
    expect(nodes).toEqual([
      ['h1.dense', 'h1.tanh'],
      ['h2.dense', 'h2.tanh', 'h2.dropout'],
    ]);
    // The first stage encodes what the transforms give, not the raw field.
    expect(graph.nodes.filter(({ use }) => use.kind === 'transform')).toHaveLength(2);
    expect(graph.inputs.map(({ name }) => name)).toEqual(['x']);
    expect([recipe.tied, recipe.rate, recipe.method.options['corruption']]).toEqual([true, 0.1, 0.2]);
  });

  it('is what a recipe may start from', () => {
    const text = `${net}
      pretrain Stack { model: Net  data: Moons  codes: [h1]  method: autoencoder  epochs: 1  optimizer: sgd }
      train Tuned { start: Stack  model: Net  data: Moons  loss: cross_entropy  optimizer: adam  epochs: 2 }`;
    const outcome = compileText(text).recipe();
    expect(outcome.ok && outcome.value.start?.name).toBe('Stack');
  });
});

describe('a compilation', () => {
  const digits = readFileSync(new URL('../../../examples/digits.nn', import.meta.url), 'utf8');

  it('of the first example has no mistakes', () => {
    const compilation = compileText(digits);
    expect(compilation.diagnostics).toEqual([]);
    expect([compilation.models, compilation.recipes]).toEqual([['DigitNet'], ['DigitRun']]);
    const recipe = compilation.recipe();
    expect(recipe.ok && recipe.value.graph.parameters.map(({ path }) => path)).toContain(
      'scores.conv2d_2.kernel',
    );
  });

  it('takes arguments for models', () => {
    const graph = compileText(digits).graph('DigitNet', { classes: 3 });
    expect(graph.ok && graph.value.values[graph.value.outputs[0]!.value]!.shape).toEqual(['batch', 3]);
    const bent = compileText(digits).graph('DigitNet', { act: 'leaky_relu(slope: 0.2)' });
    expect(bent.ok && bent.value.nodes.find(({ path }) => path === 'scores.act')!.use).toMatchObject({
      name: 'leaky_relu',
      options: { slope: 0.2 },
    });
    expect(compileText(digits).graph('DigitNet', { classes: 0 })).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'argument-range' }],
    });
    expect(compileText(digits).graph('Digitnet')).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'unknown-reference' }],
    });
  });

  it('reads imports through its caller', () => {
    const files: Readonly<Record<string, string>> = {
      './blocks.nn': 'import { unit } from "./unit.nn"\nblock pair { input x  output x -> unit -> unit }',
      './unit.nn': 'block unit { input x  output x -> dense(x.channels) -> relu }',
      './circle.nn': 'import { a } from "./test.nn"\nblock c { input x  output x -> relu }',
    };
    const imports: NonNullable<Parameters<typeof compile>[1]['imports']> = (path) => {
      const text = files[path];
      return text === undefined
        ? { ok: false, diagnostics: [{ code: 'file-missing', severity: 'error', message: path }] }
        : { ok: true, value: { source: path.slice(2), text } };
    };
    const model = 'model M { input x: [4]  output y = x -> pair }';
    const graph = compileText(`import { pair } from "./blocks.nn"\n${model}`, { imports }).graph();
    expect(graph.ok && graph.value.parameters.map(({ path }) => path)).toContain(
      'y.pair.unit_2.dense.kernel',
    );
    expect(codes(`import { pear } from "./blocks.nn"\n${model}`, { imports })).toEqual([
      'unknown-import',
      'unknown-name',
    ]);
    expect(
      codes(`import { c } from "./missing.nn"\nmodel M { input x: [4]  output y = x -> relu }`, { imports }),
    ).toEqual(['file-missing']);
    expect(
      codes(`import { pair } from "./blocks.nn"\nmodel M { input x: [4]  output y = x -> relu }`, {
        imports,
      }),
    ).toEqual(['unused-import']);
    expect(codes(`import { pair } from "./blocks.nn"\n${model}`)).toEqual([
      'import-unavailable',
      'unknown-name',
    ]);
    const circle = {
      ...files,
      './circle.nn': 'import { pair } from "./circle.nn"\nblock c { input x  output x -> relu }',
    };
    expect(
      codes('import { c } from "./circle.nn"\nmodel M { input x: [4]  output y = x -> c }', {
        imports: (path) => ({
          ok: true,
          value: { source: path.slice(2), text: circle[path as keyof typeof circle]! },
        }),
      }),
    ).toEqual(['import-cycle']);
  });
});
