import { createCatalog, layer, loss, transform, type Graph, type GraphNode } from '@neurite/contract';
import { verify } from '../shapes/index.js';
import { catalog as small } from '../testing/definitions.js';
import { parameter, rows, use } from '../testing/small-recipe.js';
import { floats, ints, numbers, runByName, spreadOver } from '../testing/tensors.js';
import { recordGraph } from './record-graph.js';

const noise = layer({
  name: 'noise',
  family: 'noise',
  summary: 'x + u',
  options: {},
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  apply: ({ x }, { ops, random }) => ({ outputs: { y: ops.add(x, random('u', ops.shape(x))) } }),
});
/** Adds noise at each step of a loop, in a loop if asked. */
const noisyLoop = layer({
  name: 'noisy_loop',
  family: 'recurrent',
  summary: 'Noise over time.',
  options: { nested: { type: 'bool', doc: 'A loop in a loop.' } },
  inputs: { x: '[batch, time]' },
  outputs: { y: '[time, batch]' },
  apply: ({ x }, { ops, options, random }) => {
    const [batch] = ops.shape(x);
    const draw = (): ReturnType<typeof random> => random('u', [batch!]);
    const { stacked } = ops.scan({ carries: [], sequences: [ops.transpose(x)] }, (_, __, [slice]) => {
      if (!options.nested) return { carries: [], stacked: [ops.add(slice!, draw())] };
      const inner = ops.scan({ carries: [slice!], sequences: [], length: 2 }, (_inner, [y]) => ({
        carries: [y!],
        stacked: [ops.add(y!, draw())],
      }));
      return { carries: [], stacked: inner.stacked };
    });
    return { outputs: { y: ops.reshape(stacked[0]!, [-1, batch!]) } };
  },
});
const masked = layer({
  name: 'masked',
  family: 'core',
  summary: 'x · mask, where there is one.',
  options: {},
  inputs: { x: '[...s]', mask: { shape: '[...s]', optional: true } },
  outputs: { y: '[...s]', given: '[]' },
  apply: ({ x, mask }, { ops }) => ({
    outputs: {
      y: mask === undefined ? x : ops.mul(x, mask),
      given: ops.constant(mask === undefined ? 0 : 1),
    },
  }),
});
const shift = transform({
  name: 'shift',
  summary: 'x − mean',
  options: {},
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  fitted: { mean: '[]' },
  apply: (x, { ops, fitted }) => ops.sub(x, fitted.mean),
});
const absolute = loss({
  name: 'absolute',
  summary: '|p − t|',
  options: {},
  signatures: [{ prediction: '[batch]', target: '[batch]' }],
  reads: 'values',
  apply: ({ prediction, target }, { ops }) => ops.abs(ops.sub(prediction, target)),
});
const broken = layer({
  name: 'broken',
  family: 'core',
  summary: 'Adds what does not fit.',
  options: {},
  inputs: { x: '[batch, c]' },
  outputs: { y: '[batch, c]' },
  apply: ({ x }, { ops }) => ({ outputs: { y: ops.add(x, ops.zeros([7, 7])) } }),
});
const catalog = createCatalog([...small.definitions, noise, noisyLoop, masked, shift, absolute, broken]);

const node = (
  path: string,
  name: string,
  inputs: GraphNode['inputs'],
  outputs: GraphNode['outputs'],
  more: Partial<GraphNode> = {},
): GraphNode => ({
  path,
  use: use('layer', name),
  inputs,
  outputs,
  parameters: {},
  state: {},
  ...more,
});
const graph = (changes: Partial<Graph>): Graph => ({
  name: 'G',
  values: Array.from({ length: 8 }, () => rows(2)),
  inputs: [{ name: 'x', value: 0 }],
  outputs: [{ name: 'y', value: 1 }],
  names: [],
  nodes: [],
  parameters: [],
  parameterValues: {},
  ...changes,
});
const x = spreadOver([3, 2]);
const counter = (...words: readonly [number, number, number, number]) => ints([4], words);
const base = counter(7, 1, 0, 0);
const ports = (list: readonly { readonly role: string; readonly name: string }[]) =>
  list.map(({ role, name }) => `${role} ${name}`);
const affine = { kernel: 'd.kernel', bias: 'd.bias' };
const own = [parameter('d.mean', [2], 'statistic'), parameter('d.kernel', [2, 2]), parameter('d.bias', [2])];

describe('recordGraph', () => {
  it('takes parameters, statistics, inputs and the counter, in that order', () => {
    const program = recordGraph(
      graph({
        nodes: [
          node('d', 'dense', { x: 0 }, { y: 2 }, { parameters: affine }),
          node(
            'c',
            'centre',
            { x: 2 },
            { y: 3 },
            { parameters: { shift: 'd.bias' }, state: { mean: 'd.mean' } },
          ),
          node('n', 'noise', { x: 3 }, { y: 1 }),
        ],
        parameters: own,
      }),
      catalog,
      { batch: 3, training: true },
    );
    verify(program);
    expect(ports(program.inputs)).toEqual([
      'parameter d.kernel',
      'parameter d.bias',
      'statistic d.mean',
      'batch x',
      'counter counter',
    ]);
    expect(ports(program.outputs)).toEqual(['output y', 'statistic d.mean']);
    expect(Object.isFrozen(program)).toBe(true);
  });

  it('renews no statistics, and draws no numbers, where evaluation does not', () => {
    const nodes = [node('drop', 'dropout', { x: 0 }, { y: 1 })];
    const evaluation = recordGraph(graph({ nodes }), catalog, { batch: 3, training: false });
    expect(ports(evaluation.inputs)).toEqual(['batch x']);
    expect(evaluation.ops).toEqual([]);
  });

  it('binds symbols of shapes', () => {
    const values = [
      { dtype: 'float32' as const, shape: ['batch', '2 * seq + 1', '(seq - 1) // 2', 'seq mod 4'] },
    ];
    const options = { batch: 3, bindings: { seq: 6 }, training: false };
    const { values: types } = recordGraph(
      graph({ values, outputs: [{ name: 'y', value: 0 }] }),
      catalog,
      options,
    );
    expect(types[0]!.shape).toEqual([3, 13, 2, 2]);
    expect(() => recordGraph(graph({ values }), catalog, { batch: 3, training: false })).toThrow(
      'needs a number for "seq"',
    );
  });

  it('shares parameters between uses of a layer, and draws anew for each', () => {
    const nodes = [
      node('d', 'dense', { x: 0 }, { y: 2 }, { parameters: affine }),
      node('d', 'dense', { x: 2 }, { y: 3 }, { parameters: affine }),
      node('n', 'noise', { x: 3 }, { y: 4 }),
      node('n', 'noise', { x: 3 }, { y: 5 }),
      node('sum', 'add', { xs: [4, 5] }, { y: 1 }),
    ];
    const outputs = [4, 5].map((value, index) => ({ name: `n${index}`, value }));
    const program = recordGraph(graph({ nodes, parameters: own, outputs }), catalog, {
      batch: 3,
      training: false,
    });
    const kernel = floats([2, 2], [1, 2, 0, 1]);
    const given = {
      x,
      'd.kernel': kernel,
      'd.bias': floats([2], [0, 0]),
      'd.mean': floats([2], [0, 0]),
      counter: base,
    };
    const { n0, n1 } = runByName(program, given);
    // Twice the shear is a shear by 4.
    const twice = [0, 1, 2].flatMap((row) => [x.data[2 * row]!, 4 * x.data[2 * row]! + x.data[2 * row + 1]!]);
    const drawn = [n0, n1].map((tensor) => numbers(tensor).map((value, index) => value - twice[index]!));
    for (const u of drawn.flat()) expect(u >= -1e-12 && u < 1).toBe(true);
    expect(drawn[0]).not.toEqual(drawn[1]);
  });

  it('keys random numbers by path, seed, step and microbatch alone', () => {
    const noisy = (path: string, ...before: readonly GraphNode[]) =>
      recordGraph(graph({ nodes: [...before, node(path, 'noise', { x: 0 }, { y: 1 })] }), catalog, {
        batch: 3,
        training: true,
      });
    const draw = (program: ReturnType<typeof noisy>, at = base) =>
      numbers(runByName(program, { x, counter: at })['y']);
    const first = draw(noisy('a'));
    expect(draw(noisy('a', node('b', 'noise', { x: 0 }, { y: 2 })))).toEqual(first);
    expect(draw(noisy('b'))).not.toEqual(first);
    for (const other of [counter(8, 1, 0, 0), counter(7, 2, 0, 0), counter(7, 1, 1, 0)])
      expect(draw(noisy('a'), other)).not.toEqual(first);
  });

  it.each([false, true])('draws anew in each iteration of a loop, nested: %s', (nested) => {
    const values = [{ dtype: 'float32' as const, shape: ['batch', 4] }, rows(2)];
    const use_ = { kind: 'layer', name: 'noisy_loop', version: 1, options: { nested } } as const;
    const nodes = [node('loop', 'noisy_loop', { x: 0 }, { y: 1 }, { use: use_ })];
    const program = recordGraph(graph({ values, nodes }), catalog, { batch: 3, training: true });
    verify(program);
    const y = runByName(program, { x: floats([3, 4], new Array<number>(12).fill(0)), counter: base })['y'];
    const iterations = nested ? 8 : 4;
    expect(y!.shape).toEqual([iterations, 3]);
    expect(new Set(numbers(y)).size).toBe(iterations * 3);
    // Iteration i of the program is drawn as a plain draw with that iteration in the counter would be.
    const plain = recordGraph(
      graph({
        values: [{ dtype: 'float32', shape: ['batch'] }, rows(1)],
        nodes: [node('loop', 'noise', { x: 0 }, { y: 1 })],
      }),
      catalog,
      { batch: 3, training: true },
    );
    const zero = floats([3], [0, 0, 0]);
    const single = Array.from({ length: iterations }, (_, i) =>
      numbers(runByName(plain, { x: zero, counter: counter(7, 1, 0, i) })['y']),
    );
    expect(numbers(y)).toEqual(single.flat());
  });

  it('leaves scans alone that draw nothing', () => {
    const { inputs, ops } = recordGraph(
      graph({
        nodes: [node('loop', 'quiet_loop', { x: 0 }, { y: 1 })],
      }),
      createCatalog([
        layer({
          name: 'quiet_loop',
          family: 'recurrent',
          summary: 'Doubles.',
          options: {},
          inputs: { x: '[batch, c]' },
          outputs: { y: '[batch, c]' },
          apply: ({ x: rowsIn }, { ops: o }) => ({
            outputs: {
              y: o.scan({ carries: [], sequences: [rowsIn] }, (_, __, [row]) => ({
                carries: [],
                stacked: [o.mul(row!, 2)],
              })).stacked[0]!,
            },
          }),
        }),
      ]),
      { batch: 3, training: true },
    );
    expect(ports(inputs)).toEqual(['batch x']);
    expect(ops.map(({ primitive, inputs: from }) => [primitive, from.length])).toEqual([['scan', 1]]);
  });

  it('hands over optional inputs, lists, several outputs, and parameters used as values', () => {
    const nodes = [
      node('a', 'masked', { x: 0 }, { y: 2, given: 3 }),
      node('b', 'masked', { x: 2, mask: 4 }, { y: 5, given: 6 }),
      node('sum', 'add', { xs: [2, 5, 4] }, { y: 1 }),
    ];
    const program = recordGraph(
      graph({
        nodes,
        parameters: [parameter('gate', [2])],
        parameterValues: { gate: 4 },
        outputs: [
          { name: 'y', value: 1 },
          { name: 'a', value: 3 },
          { name: 'b', value: 6 },
        ],
      }),
      catalog,
      { batch: 3, training: false },
    );
    const outputs = runByName(program, { x, gate: floats([2], [2, 10]) });
    expect(numbers(outputs['a'])).toEqual([0]);
    expect(numbers(outputs['b'])).toEqual([1]);
    expect(numbers(outputs['y'])).toEqual(
      numbers(x).map((value, i) => (i % 2 === 0 ? value + 2 * value + 2 : value + 10 * value + 10)),
    );
  });

  it('runs losses and transforms of data as nodes too', () => {
    const nodes = [
      {
        ...node('data.x', 'shift', { x: 0 }, { y: 2 }, { state: { mean: 'x.mean' } }),
        use: use('transform', 'shift'),
      },
      {
        ...node('loss.main', 'absolute', { prediction: 2, target: 0 }, { loss: 1 }),
        use: use('loss', 'absolute'),
      },
    ];
    const program = recordGraph(
      graph({ nodes, parameters: [parameter('x.mean', [], 'statistic')] }),
      catalog,
      { batch: 3, training: true },
    );
    numbers(runByName(program, { x, 'x.mean': floats([], [0.25]) })['y']).forEach((value) =>
      expect(value).toBeCloseTo(0.25, 15),
    );
  });

  it('says where an operation comes from, and where a definition failed', () => {
    const span = {
      source: 'a.nn',
      start: { offset: 0, line: 4, column: 3 },
      end: { offset: 1, line: 4, column: 4 },
    };
    const at = (name: string) => graph({ nodes: [node('stem.layer', name, { x: 0 }, { y: 1 }, { span })] });
    const { ops, origins } = recordGraph(at('tanh'), catalog, { batch: 3, training: false });
    expect(origins[ops[0]!.origin]).toEqual({ path: 'stem.layer', source: 'a.nn', line: 4 });
    expect(() => recordGraph(at('broken'), catalog, { batch: 3, training: false })).toThrow(
      'broken at stem.layer (a.nn:4): add(float32[3,2], float32[7,7])',
    );
  });

  it('needs a catalog that has the definitions', () => {
    const unknown = graph({ nodes: [node('a', 'nowhere', { x: 0 }, { y: 1 })] });
    expect(() => recordGraph(unknown, catalog, { batch: 3, training: false })).toThrow(
      'the catalog has no layer "nowhere"',
    );
  });
});
