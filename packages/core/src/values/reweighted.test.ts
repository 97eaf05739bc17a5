import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { compile } from '@neurite/compiler';
import type { HostTensor, Recipe } from '@neurite/contract';
import { evaluate, recordGraph } from '@neurite/program';
import { catalog } from '@neurite/standard/catalog';
import { trainAll } from '../test/run.js';
import { initializeWeights } from './initialize.js';
import type { Weights } from './weights.js';

const text = (hidden: string, settings = '') => `
model Net { input point: [2]  output scores = point -> ${hidden} as hidden -> tanh -> dense(2) as head }
data Moons { source: moons(count: 230, noise: 0.1)  test: 30  field label = label -> one_of(2) }
train Run { model: Net  data: Moons  loss: cross_entropy  optimizer: adam(rate: 0.002)  batch: 50  epochs: 3  seed: 5  ${settings} }
`;
const compiled = (hidden: string, settings?: string) => {
  const compilation = compile(text(hidden, settings), { source: 'moons.nn', catalog });
  expect(compilation.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return compilation;
};
const recipeOf = (hidden: string, settings?: string): Recipe => {
  const recipe = compiled(hidden, settings).recipe('Run');
  if (!recipe.ok) throw new Error(recipe.diagnostics[0]!.message);
  return recipe.value;
};
const tensor = (weights: Weights, name: string): HostTensor => {
  const found = weights.get(name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
};
const points = {
  dtype: 'float32',
  shape: [3, 2],
  data: Float64Array.from([0.3, -1, 2, 0.5, -0.7, 0.1]),
} as const;

/** The scores of a model as it starts. */
const start = (hidden: string): { readonly scores: HostTensor; readonly weights: Weights } => {
  const graph = compiled(hidden).graph('Net');
  if (!graph.ok) throw new Error('no graph');
  const weights = initializeWeights(graph.value, catalog, { seed: 3, bindings: {} });
  const program = recordGraph(graph.value, catalog, { batch: 3, training: false });
  const [scores] = evaluate(
    program,
    program.inputs.map(({ name }) => (name === 'point' ? points : weights.get(name)!)),
  );
  return { scores: scores!, weights };
};

/** The largest singular value of a matrix `[2, n]`, in closed form. */
const largestStretch = ({ shape, data }: HostTensor): number => {
  const [, n] = shape as [number, number];
  const dot = (a: number, b: number) =>
    Array.from({ length: n }, (_, i) => data[a * n + i]! * data[b * n + i]!).reduce((sum, x) => sum + x, 0);
  const [p, q, r] = [dot(0, 0), dot(0, 1), dot(1, 1)];
  return Math.sqrt((p + r + Math.sqrt((p - r) ** 2 + 4 * q * q)) / 2);
};

describe('layers of weights', () => {
  it('weight_norm changes nothing until something is learned', () => {
    const [plain, apart] = [start('dense(6)'), start('weight_norm(dense(6))')];
    expect(tensor(apart.weights, 'scores.hidden.kernel')).toEqual(
      tensor(plain.weights, 'scores.hidden.kernel'),
    );
    apart.scores.data.forEach((value, i) => expect(value).toBeCloseTo(plain.scores.data[i]!, 6));
  });

  it('spectral_norm starts with the right singular value', () => {
    const kernel = tensor(start('dense(6)').weights, 'scores.hidden.kernel');
    const scaled = start('spectral_norm(dense(6, bias: false))');
    const plain = start('dense(6, bias: false)');
    const graph = compiled('dense(6, bias: false)').graph('Net');
    if (!graph.ok) throw new Error('no graph');
    const program = recordGraph(graph.value, catalog, { batch: 3, training: false });
    const sigma = largestStretch(kernel);
    const divided: HostTensor = { ...kernel, data: Float64Array.from(kernel.data, (value) => value / sigma) };
    const [expected] = evaluate(
      program,
      program.inputs.map(({ name }) =>
        name === 'point' ? points : name === 'scores.hidden.kernel' ? divided : plain.weights.get(name)!,
      ),
    );
    scaled.scores.data.forEach((value, i) => expect(value).toBeCloseTo(expected!.data[i]!, 6));
  });

  it.each([
    ['cpu', cpu],
    ['wasm', wasm],
  ])('learns lengths, and follows singular values, on %s', async (_, backend) => {
    const recipe = recipeOf('spectral_norm(weight_norm(dense(6)), iterations: 20)');
    const { trained } = await trainAll(recipe, { backend });
    const before = initializeWeights(recipe.graph, catalog, { seed: 5, bindings: {} });
    expect(tensor(trained.weights, 'scores.hidden.kernel.length')).not.toEqual(
      tensor(before, 'scores.hidden.kernel.length'),
    );
    const { weights } = trained;
    const [kernel, length, direction] = ['kernel', 'kernel.length', 'kernel.direction'].map((name) =>
      tensor(weights, `scores.hidden.${name}`),
    ) as [HostTensor, HostTensor, HostTensor];
    // The last step has moved w a little away from u; twelve steps would have by a hundred times more.
    // w = g · v / ‖v‖, and ‖w · u‖ of the u that training kept is the largest singular value.
    const w = Float64Array.from(
      kernel.data,
      (value, i) =>
        (value * length.data[i % 6]!) / Math.hypot(kernel.data[i % 6]!, kernel.data[6 + (i % 6)]!),
    );
    const image = [0, 1].map((row) =>
      [...direction.data].reduce((sum, u, i) => sum + w[6 * row + i]! * u, 0),
    );
    expect(Math.hypot(...image)).toBeCloseTo(largestStretch({ ...kernel, data: w }), 3);
  });

  it('rest where their weights are frozen', async () => {
    const recipe = recipeOf('spectral_norm(dense(6))', 'freeze: "scores.hidden.**"');
    const before = initializeWeights(recipe.graph, catalog, { seed: 5, bindings: {} });
    const { trained } = await trainAll(recipe, { backend: cpu });
    for (const name of ['kernel', 'bias', 'kernel.direction'])
      expect(tensor(trained.weights, `scores.hidden.${name}`)).toEqual(
        tensor(before, `scores.hidden.${name}`),
      );
    expect(tensor(trained.weights, 'scores.head.kernel')).not.toEqual(tensor(before, 'scores.head.kernel'));
  });

  it('a frozen batch_norm rests, be it one without parameters', async () => {
    for (const options of ['', '(scale: false, shift: false)']) {
      const recipe = recipeOf(`batch_norm${options}`, 'freeze: "scores.hidden.**"');
      const { trained } = await trainAll(recipe, { backend: cpu });
      expect([...tensor(trained.weights, 'scores.hidden.mean').data]).toEqual([0, 0]);
      expect([...tensor(trained.weights, 'scores.hidden.variance').data]).toEqual([1, 1]);
    }
  });
});
