import {
  activation,
  createCatalog,
  layer,
  pretraining,
  type Graph,
  type GraphNode,
  type HostTensor,
  type LayerDefinition,
  type PretrainRecipe,
  type Program,
} from '@neurite/contract';
import { reference } from '../reference/index.js';
import { verify } from '../shapes/index.js';
import {
  catalog,
  conv,
  convolution,
  dense,
  dropout,
  flatten,
  reconstruct,
  sgd,
  tanh,
} from '../testing/definitions.js';
import { parameter, rows, use } from '../testing/small-recipe.js';
import { floats, numbers, runByName, spreadOver } from '../testing/tensors.js';
import { assemblePretraining, checkPretraining } from './assemble-pretraining.js';

const node = (
  path: string,
  layer: string,
  x: number,
  y: number,
  tensors: readonly string[] = [],
  state: readonly string[] = [],
): GraphNode => ({
  path,
  use: use('layer', layer),
  inputs: { x },
  outputs: { y },
  parameters: Object.fromEntries(tensors.map((name) => [name, `${path}.${name}`])),
  state: Object.fromEntries(state.map((name) => [name, `${path}.${name}`])),
});
const affine = ['kernel', 'bias'];

const recipe = (
  graph: Pick<Graph, 'values' | 'nodes' | 'parameters'>,
  codes: readonly number[],
  tied = true,
): PretrainRecipe => ({
  name: 'Stack',
  graph: {
    name: 'Encoder',
    inputs: [{ name: 'x', value: 0 }],
    outputs: [{ name: 'code', value: codes.at(-1)! }],
    names: [],
    parameterValues: {},
    ...graph,
  },
  data: { name: 'Data', source: use('source', 'xor'), fields: [] },
  stages: codes.map((code, index) => ({
    name: `h${index + 1}`,
    input: codes[index - 1] ?? 0,
    code,
    nodes: [],
    epochs: 1,
  })),
  method: use('pretraining', 'reconstruct'),
  tied,
  optimizer: use('optimizer', 'sgd'),
  rate: 0.1,
  batch: 2,
  seed: 1,
});

/** x [4] → dense(3) → tanh = h1 → dropout → dense(2) → centre → tanh = h2. */
const stacked = (tied = true): PretrainRecipe =>
  recipe(
    {
      values: [rows(4), rows(3), rows(3), rows(3), rows(2), rows(2), rows(2)],
      nodes: [
        node('first', 'dense', 0, 1, affine),
        node('first.tanh', 'tanh', 1, 2),
        node('dropout', 'dropout', 2, 3),
        node('second', 'dense', 3, 4, affine),
        node('centre', 'centre', 4, 5, ['shift'], ['mean']),
        node('second.tanh', 'tanh', 5, 6),
      ],
      parameters: [
        parameter('first.kernel', [4, 3]),
        parameter('first.bias', [3]),
        parameter('second.kernel', [3, 2]),
        parameter('second.bias', [2]),
        parameter('centre.shift', [2]),
        parameter('centre.mean', [2], 'statistic'),
      ],
    },
    [2, 6],
    tied,
  );

const tensors: Readonly<Record<string, HostTensor>> = {
  x: spreadOver([2, 4]),
  weight: floats([2], [1, 1]),
  'first.kernel': spreadOver([4, 3], -1, 1, 1),
  'first.bias': spreadOver([3], -1, 1, 2),
  'second.kernel': spreadOver([3, 2], -1, 1, 3),
  'second.bias': spreadOver([2], -1, 1, 4),
  'centre.shift': spreadOver([2], -1, 1, 5),
  'centre.mean': spreadOver([2], -1, 1, 6),
  'decode/first.kernel': spreadOver([3, 4], -1, 1, 7),
  'decode/first.bias': spreadOver([4], -1, 1, 8),
  'decode/second.kernel': spreadOver([2, 3], -1, 1, 9),
  'decode/second.bias': spreadOver([3], -1, 1, 10),
};
const rate = { rate: floats([], [0.1]) };
const names = (program: Program, side: 'inputs' | 'outputs'): readonly string[] =>
  program[side].map(({ role, name }) => `${role} ${name}`);

type Matrix = readonly (readonly number[])[];
const matrix = (name: string): Matrix => {
  const { shape, data } = tensors[name]!;
  const columns = shape.at(-1)!;
  return Array.from({ length: data.length / columns }, (_, row) => [
    ...data.slice(row * columns, (row + 1) * columns),
  ]);
};
const transpose = (a: Matrix): Matrix => a[0]!.map((_, column) => a.map((row) => row[column]!));
const affineBy = (x: Matrix, kernel: Matrix, bias: readonly number[]): Matrix =>
  x.map((row) => bias.map((b, j) => row.reduce((sum, value, i) => sum + value * kernel[i]![j]!, b)));
const map = (a: Matrix, f: (value: number, column: number) => number): Matrix => a.map((row) => row.map(f));
const distance = (a: Matrix, b: Matrix): number =>
  a
    .flatMap((row, i) => row.map((value, j) => (value - b[i]![j]!) ** 2))
    .reduce((sum, value) => sum + value, 0);
const hidden = (): Matrix =>
  map(affineBy(matrix('x'), matrix('first.kernel'), matrix('first.bias')[0]!), Math.tanh);

describe('assemblePretraining', () => {
  it('decodes the first stage by the transposed kernel, linearly', () => {
    const { evaluate, decoders } = assemblePretraining(stacked(), 0, catalog, { batch: 2 });
    verify(evaluate);
    const back = affineBy(hidden(), transpose(matrix('first.kernel')), matrix('decode/first.bias')[0]!);
    expect(runByName(evaluate, tensors)['loss']!.data[0]).toBeCloseTo(distance(back, matrix('x')), 12);
    expect(decoders.map(({ path, type }) => [path, type.shape])).toEqual([['decode/first.bias', [4]]]);
  });

  it('decodes later stages to the range of their activation, leaving out noise and normalizers', () => {
    const { evaluate } = assemblePretraining(stacked(), 1, catalog, { batch: 2 });
    const h1 = hidden();
    const [shift, mean] = [matrix('centre.shift')[0]!, matrix('centre.mean')[0]!];
    const code = map(affineBy(h1, matrix('second.kernel'), matrix('second.bias')[0]!), (value, j) =>
      Math.tanh(value - mean[j]! + shift[j]!),
    );
    const back = map(
      affineBy(code, transpose(matrix('second.kernel')), matrix('decode/second.bias')[0]!),
      Math.tanh,
    );
    expect(runByName(evaluate, tensors)['loss']!.data[0]).toBeCloseTo(distance(back, h1), 12);
  });

  it('gives untied decoders kernels of the transposed shape', () => {
    const { evaluate, step, decoders } = assemblePretraining(stacked(false), 0, catalog, { batch: 2 });
    const back = affineBy(hidden(), matrix('decode/first.kernel'), matrix('decode/first.bias')[0]!);
    expect(runByName(evaluate, tensors)['loss']!.data[0]).toBeCloseTo(distance(back, matrix('x')), 12);
    expect(decoders.map(({ path, type }) => [path, type.shape])).toEqual([
      ['decode/first.kernel', [3, 4]],
      ['decode/first.bias', [4]],
    ]);
    const moved = runByName(step, { ...tensors, ...rate });
    expect(numbers(moved['decode/first.kernel'])).not.toEqual(numbers(tensors['decode/first.kernel']));
  });

  it('follows the gradient of the reconstruction, through encoder and tied decoder', () => {
    const { step, evaluate } = assemblePretraining(stacked(), 0, catalog, { batch: 2 });
    verify(step);
    const moved = runByName(step, { ...tensors, ...rate });
    const epsilon = 1e-6;
    for (const path of ['first.kernel', 'first.bias', 'decode/first.bias']) {
      const before = tensors[path]!;
      before.data.forEach((value, index) => {
        const lossAt = (offset: number): number => {
          const data = Float64Array.from(before.data);
          data[index] = value + offset;
          return runByName(evaluate, { ...tensors, [path]: { ...before, data } })['loss']!.data[0]! / 2;
        };
        const slope = (lossAt(epsilon) - lossAt(-epsilon)) / (2 * epsilon);
        expect(moved[path]!.data[index]).toBeCloseTo(value - 0.1 * slope, 8);
      });
    }
  });

  it('trains the stage alone: what comes before is run in evaluation, what comes after is not there', () => {
    const [first, second] = [0, 1].map((index) =>
      assemblePretraining(stacked(), index, catalog, { batch: 2 }),
    );
    expect(names(first!.step, 'inputs')).toEqual([
      'parameter first.kernel',
      'parameter first.bias',
      'parameter decode/first.bias',
      'batch x',
      'weight weight',
      'scalar rate',
    ]);
    const trained = ['second.kernel', 'second.bias', 'centre.shift', 'decode/second.bias'];
    expect(names(second!.step, 'outputs').filter((name) => name.startsWith('parameter'))).toEqual(
      trained.map((path) => `parameter ${path}`),
    );
    expect(names(second!.step, 'outputs')).toContain('statistic centre.mean');
    expect(names(second!.step, 'inputs')).toContain('counter counter');
    expect(names(second!.encode, 'outputs')).toEqual(['output h2']);
    expect(names(second!.encode, 'inputs')).not.toContain('counter counter');
    const encoded = runByName(first!.encode, tensors)['h1'];
    hidden()
      .flat()
      .forEach((value, index) => expect(encoded!.data[index]).toBeCloseTo(value, 12));
  });

  /** x [4, 4, 1] → conv → tanh → (max_pool) → flatten. */
  const convolutional = (pool: boolean): PretrainRecipe => {
    const image = (size: number, channels: number) => ({
      dtype: 'float32' as const,
      shape: ['batch', size, size, channels],
    });
    return recipe(
      {
        values: [image(4, 1), image(2, 3), image(2, 3), image(pool ? 1 : 2, 3), rows(pool ? 3 : 12)],
        nodes: [
          node('conv', 'conv', 0, 1, ['kernel']),
          node('tanh', 'tanh', 1, 2),
          ...(pool ? [node('pool', 'max_pool', 2, 3)] : []),
          node('flatten', 'flatten', pool ? 3 : 2, 4),
        ],
        parameters: [parameter('conv.kernel', [2, 2, 1, 3])],
      },
      [4],
    );
  };

  it('transposes convolutions and reshaping as well', () => {
    const { evaluate, decoders } = assemblePretraining(convolutional(false), 0, catalog, { batch: 2 });
    expect(decoders.map(({ path, type }) => [path, type.shape])).toEqual([['decode/conv.bias', [1]]]);
    const [x, kernel] = [spreadOver([2, 4, 4, 1]), spreadOver([2, 2, 1, 3], -1, 1, 1)];
    const outputs = runByName(evaluate, {
      x,
      'conv.kernel': kernel,
      'decode/conv.bias': floats([1], [0.3]),
      weight: floats([2], [1, 1]),
    });
    const [y] = reference.conv(convolution, [x, kernel], 'float64');
    const code = { ...y!, data: Float64Array.from(y!.data, Math.tanh) };
    const [back] = reference.conv_input({ ...convolution, shape: x.shape }, [code, kernel], 'float64');
    const expected = numbers(back).reduce(
      (sum, value, index) => sum + (value + 0.3 - x.data[index]!) ** 2,
      0,
    );
    expect(outputs['loss']!.data[0]).toBeCloseTo(expected, 12);
  });

  it('undoes max pooling where it found its values', () => {
    const { evaluate } = assemblePretraining(convolutional(true), 0, catalog, { batch: 2 });
    verify(evaluate);
    const [x, kernel] = [spreadOver([2, 4, 4, 1]), spreadOver([2, 2, 1, 3], -1, 1, 1)];
    const outputs = runByName(evaluate, {
      x,
      'conv.kernel': kernel,
      'decode/conv.bias': floats([1], [0.3]),
      weight: floats([2], [1, 1]),
    });
    const [y] = reference.conv(convolution, [x, kernel], 'float64');
    const values = Float64Array.from(y!.data, Math.tanh);
    // Of the 2 × 2 places of each example and channel only the largest is left; it has gone through tanh already.
    const back = values.map((value, index) => {
      const [example, channel] = [Math.floor(index / 12), index % 3];
      const places = [0, 1, 2, 3].map((place) => values[12 * example + 3 * place + channel]!);
      return value === Math.max(...places) ? value : 0;
    });
    const [image] = reference.conv_input(
      { ...convolution, shape: x.shape },
      [{ ...y!, data: back }, kernel],
      'float64',
    );
    const expected = numbers(image).reduce(
      (sum, value, index) => sum + (value + 0.3 - x.data[index]!) ** 2,
      0,
    );
    expect(outputs['loss']!.data[0]).toBeCloseTo(expected, 12);
  });

  it('says which layer cannot be gone back through', () => {
    expect(checkPretraining(convolutional(false), catalog, { batch: 2 })).toEqual([]);
    const product = layer({
      name: 'product',
      family: 'core',
      summary: 'One half times the other.',
      options: {},
      inputs: { x: '[batch, c]' },
      outputs: { y: '[batch, c / 2]' },
      apply: ({ x }, { ops }) => {
        const [a, b] = ops.split(x, 2, 1);
        return { outputs: { y: ops.mul(a!, b!) } };
      },
    });
    const multiplied = recipe(
      { values: [rows(4), rows(2)], nodes: [node('product', 'product', 0, 1)], parameters: [] },
      [1],
    );
    const known = createCatalog([product, reconstruct]);
    expect(checkPretraining(multiplied, known, { batch: 2 })).toMatchObject([
      {
        code: 'layer-without-mirror',
        message:
          'Stage "h1" cannot be decoded: product at product is not linear and changes the shape, so nothing takes its output back to its input.',
      },
    ]);
    const branched = recipe(
      {
        values: [rows(4), rows(4), rows(4)],
        nodes: [node('tanh', 'tanh', 0, 1), { ...node('add', 'add', 0, 2), inputs: { xs: [0, 1] } }],
        parameters: [],
      },
      [2],
    );
    expect(checkPretraining(branched, catalog, { batch: 2 })).toMatchObject([
      {
        code: 'stage-not-a-chain',
        message: 'Stage "h1" cannot be decoded: add takes more than one value that has to be reconstructed.',
      },
    ]);
  });

  describe('the norm of the Jacobian', () => {
    const softmaxOver = activation({
      name: 'softmax',
      summary: 'softmax',
      options: {},
      activation: tanh.activation!,
      apply: (x, { ops }) => ops.softmax(x, -1),
    });
    const contract = pretraining({
      name: 'contract',
      summary: '‖J‖²',
      options: {},
      objective: ({ input, jacobianNorm }) => jacobianNorm(input),
    });
    const known = createCatalog([dense, tanh, dropout, contract, sgd]);
    const contracting = (codes: readonly number[]): PretrainRecipe => {
      const { graph } = stacked();
      const [first, tanhNode, noise, second, , last] = graph.nodes;
      // Without the normalizer: values 4 and 5 are one.
      const nodes = [first!, tanhNode!, noise!, second!, { ...last!, inputs: { x: 4 } }];
      return {
        ...recipe({ ...graph, nodes }, codes),
        method: use('pretraining', 'contract'),
      };
    };
    const slopes = (a: Matrix): Matrix => map(a, (value) => 1 - Math.tanh(value) ** 2);
    const squares = (a: Matrix): number => a.flat().reduce((sum, value) => sum + value ** 2, 0);
    const firstAffine = affineBy(matrix('x'), matrix('first.kernel'), matrix('first.bias')[0]!);
    const totalOf = (index: number, codes: readonly number[]) => {
      const { evaluate } = assemblePretraining(contracting(codes), index, known, { batch: 2 });
      verify(evaluate);
      return runByName(evaluate, tensors)['loss']!.data[0];
    };

    it('is, of one layer, Σ φ′(aⱼ)² · ‖Wⱼ‖²', () => {
      const columns = transpose(matrix('first.kernel')).map((column) => squares([column]));
      const expected = slopes(firstAffine)
        .flatMap((row) => row.map((slope, j) => slope ** 2 * columns[j]!))
        .reduce((sum, value) => sum + value, 0);
      expect(totalOf(0, [2, 6])).toBeCloseTo(expected, 12);
    });

    it('knows flattening, and that softmax brings units together', () => {
      const squeezing = (activation: LayerDefinition) => {
        const base = convolutional(false);
        const nodes = base.graph.nodes.map((each) =>
          each.path === 'tanh' ? { ...each, use: use('layer', activation.name) } : each,
        );
        const own = { ...base, graph: { ...base.graph, nodes }, method: use('pretraining', 'contract') };
        const set = createCatalog([conv, flatten, activation, contract, sgd]);
        const { evaluate } = assemblePretraining(own, 0, set, { batch: 2 });
        const kernel = spreadOver([2, 2, 1, 3], -1, 1, 1);
        const x = spreadOver([2, 4, 4, 1]);
        const loss = runByName(evaluate, {
          x,
          'conv.kernel': kernel,
          'decode/conv.bias': floats([1], [0]),
          weight: floats([2], [1, 1]),
        })['loss']!;
        return { found: loss.data[0]!, x, kernel };
      };
      const { found, x, kernel } = squeezing(tanh as unknown as LayerDefinition);
      const [y] = reference.conv(convolution, [x, kernel], 'float64');
      const lengths = [0, 1, 2].map((filter) =>
        numbers(kernel).reduce((sum, value, i) => sum + (i % 3 === filter ? value ** 2 : 0), 0),
      );
      const expected = numbers(y).reduce(
        (sum, value, i) => sum + (1 - Math.tanh(value) ** 2) ** 2 * lengths[i % 3]!,
        0,
      );
      expect(found).toBeCloseTo(expected, 12);
      // Of a softmax over the filters, the derivative of unit j by input k is yⱼ(δ − yₖ).
      const softmax = squeezing(softmaxOver as unknown as LayerDefinition).found;
      const rows = Array.from({ length: 8 }, (_, place) => [...numbers(y).slice(3 * place, 3 * place + 3)]);
      const kernels = [0, 1, 2].map((filter) => numbers(kernel).filter((_, i) => i % 3 === filter));
      const total = rows.reduce((sum, row) => {
        const powers = row.map(Math.exp);
        const p = powers.map((power) => power / powers.reduce((a, b) => a + b));
        const jacobian = p.map((own, j) =>
          [0, 1, 2, 3].map((pixel) =>
            p.reduce((s, other, k) => s + own * ((j === k ? 1 : 0) - other) * kernels[k]![pixel]!, 0),
          ),
        );
        return sum + squares(jacobian);
      }, 0);
      expect(softmax).toBeCloseTo(total, 12);
    });

    it('is, of two layers, that of the product of their Jacobians', () => {
      const secondAffine = affineBy(
        map(firstAffine, Math.tanh),
        matrix('second.kernel'),
        matrix('second.bias')[0]!,
      );
      const [s1, s2] = [slopes(firstAffine), slopes(secondAffine)];
      const expected = [0, 1].reduce((sum, example) => {
        const jacobian = matrix('first.kernel').map((row) =>
          matrix('second.bias')[0]!.map((_, k) =>
            row.reduce(
              (total, weight, j) =>
                total + weight * s1[example]![j]! * matrix('second.kernel')[j]![k]! * s2[example]![k]!,
              0,
            ),
          ),
        );
        return sum + squares(jacobian);
      }, 0);
      expect(totalOf(0, [6])).toBeCloseTo(expected, 12);
    });

    it.each([
      ['one layer', [2, 6], ['first.kernel', 'first.bias']],
      ['two layers', [6], ['first.kernel', 'second.kernel', 'second.bias']],
    ] as const)('can be differentiated: %s', (_, codes, paths) => {
      const { step, evaluate } = assemblePretraining(contracting(codes), 0, known, { batch: 2 });
      verify(step);
      const moved = runByName(step, { ...tensors, ...rate });
      for (const path of paths) {
        const before = tensors[path]!;
        before.data.forEach((value, index) => {
          const normAt = (offset: number): number => {
            const data = Float64Array.from(before.data);
            data[index] = value + offset;
            return runByName(evaluate, { ...tensors, [path]: { ...before, data } })['loss']!.data[0]! / 2;
          };
          const slope = (normAt(1e-6) - normAt(-1e-6)) / 2e-6;
          expect(moved[path]!.data[index]).toBeCloseTo(value - 0.1 * slope, 8);
        });
      }
    });
  });

  it('asks for the form that a method needs', () => {
    const machine = pretraining({
      name: 'machine',
      summary: 'One linear layer and tanh.',
      options: {},
      activation: 'tanh',
      objective: ({ input, encodeLinearly }, { ops }) => ops.sum(encodeLinearly(input), 1),
    });
    const known = createCatalog([...catalog.definitions, machine]);
    const of = (codes: readonly number[]) =>
      checkPretraining(
        {
          ...stacked(),
          method: use('pretraining', 'machine'),
          stages: recipe(stacked().graph, codes).stages,
        },
        known,
        { batch: 2 },
      );
    expect(of([2, 6])).toEqual([]);
    expect(of([6])).toMatchObject([
      { code: 'stage-form', message: 'Stage "h1" is not what machine trains: one linear layer, and tanh.' },
    ]);
    expect(of([1])).toMatchObject([{ code: 'stage-form' }]);
  });
});
