import { recordGraph, resolveType } from '@neurite/program';
import { catalog } from '@neurite/standard/catalog';
import fc from 'fast-check';
import { compileText } from './support/compile.js';

// What the compiler infers from the declarations of layers must be what their code makes when it is recorded.

const integer = (min: number, max: number) => fc.integer({ min, max });
const pick = <T>(...choices: readonly T[]) => fc.constantFrom(...choices);
const padding = pick('same', 'valid', '0', '1', '2');

const steps = {
  image: fc.oneof(
    fc
      .tuple(integer(1, 6), integer(1, 4), integer(1, 3), padding, integer(1, 2))
      .map(([f, k, s, p, d]) => `conv2d(${f}, kernel: ${k}, stride: ${s}, padding: ${p}, dilation: ${d})`),
    fc
      .tuple(integer(1, 4), integer(1, 3), integer(1, 3), padding)
      .map(([f, k, s, p]) => `conv2d_transpose(${f}, kernel: ${k}, stride: ${s}, padding: ${p})`),
    fc
      .tuple(integer(1, 3), integer(1, 3), padding)
      .map(([k, s, p]) => `depthwise_conv2d(kernel: ${k}, stride: ${s}, padding: ${p})`),
    fc
      .tuple(pick('max_pool', 'avg_pool'), integer(1, 4), integer(1, 3), padding, fc.boolean())
      .map(([name, k, s, p, c]) => `${name}(${k}, stride: ${s}, padding: ${p}, ceil: ${c})`),
    pick('relu', 'batch_norm', 'layer_norm', 'dropout(0.5)', 'dense(3)', 'identity'),
    pick('pad(1)', 'pad([1, 2])', 'upsample(2)', 'permute([1, 0, 2])', 'softmax(axis: 1)', 'crop(1)'),
    pick(
      '[relu, conv2d(2, kernel: 1)] -> concat',
      '[tanh, identity] -> add',
      'repeat 2 { conv2d(2, kernel: 3) -> elu }',
    ),
  ),
  flat: fc.oneof(
    integer(1, 8).map((units) => `dense(${units})`),
    pick(
      'relu',
      'softmax',
      'layer_norm',
      '[dense(3), dense(4), identity] -> concat',
      'repeat 2 { dense(5) -> tanh }',
    ),
  ),
  sequence: fc.oneof(
    fc.tuple(pick('lstm', 'gru', 'rnn'), integer(1, 5)).map(([name, units]) => `${name}(${units})`),
    fc
      .tuple(integer(1, 4), integer(1, 3), integer(1, 2), padding)
      .map(([f, k, s, p]) => `conv1d(${f}, kernel: ${k}, stride: ${s}, padding: ${p})`),
    pick(
      'dense(4) -> multi_head_attention(2)',
      'layer_norm',
      'softmax',
      'transpose',
      'lstm(3).last -> dense(6) -> reshape([3, 2])',
    ),
  ),
  last: pick(
    'h * 2',
    'h + h ^ 2 / 3',
    'sum(h, axis: -1, keep: true) - h',
    'mean(h)',
    'where(h > 0, h, -1)',
    'h[0]',
    'max(h, axis: 0)',
    'h @ transpose(h)',
    'concat(h, h, axis: 0)',
    '(h -> flatten -> dense(2))',
  ),
};

type Kind = 'image' | 'flat' | 'sequence';
const inputs: { readonly [K in Kind]: fc.Arbitrary<string> } = {
  image: fc.tuple(integer(3, 12), integer(3, 12), integer(1, 4)).map((shape) => `[${shape.join(', ')}]`),
  flat: integer(1, 9).map((size) => `[${size}]`),
  sequence: fc.tuple(integer(2, 7), integer(1, 5)).map((shape) => `[${shape.join(', ')}]`),
};

const text = (kind: Kind) =>
  fc
    .tuple(inputs[kind], fc.array(steps[kind], { minLength: 1, maxLength: 4 }), steps.last)
    .map(
      ([shape, chain, last]) =>
        `model M {\n  input x: ${shape}\n  h = x -> ${chain.join(' -> ')}\n  output y = ${last}\n}\n`,
    );

const runs = 150;

describe('inferred shapes', () => {
  it.each(['image', 'flat', 'sequence'] as const)('of %s models are those that are executed', (kind) => {
    let compared = 0;
    fc.assert(
      fc.property(text(kind), (source) => {
        const outcome = compileText(source).graph();
        if (!outcome.ok) return;
        const graph = { ...outcome.value, outputs: outcome.value.names };
        const batch = 3;
        const program = recordGraph(graph, catalog, { batch, training: false });
        const inferred = graph.outputs.map(({ name, value }) => [
          name,
          resolveType(graph.values[value]!, { batch }),
        ]);
        const executed = program.outputs
          .filter(({ role }) => role === 'output')
          .map(({ name, value }) => [name, program.values[value]]);
        expect(executed).toEqual(inferred);
        compared += 1;
      }),
      { numRuns: runs, seed: 20_260_101 },
    );
    // Most of what is generated must be sound, or nothing is shown.
    expect(compared).toBeGreaterThan(runs / 3);
  });

  it('hold for symbols as well, whatever they are bound to', () => {
    const source = `
      model M(dim: int = 4) {
        input tokens: int32[seq]
        input other: [seq, dim]
        h = tokens -> embedding(10, dim) -> conv1d(3, kernel: 3, stride: 2) -> max_pool(2)
        g = concat(other, other * 2, axis: 0) -> lstm(3)
        output a = h
        output b = g @ transpose(other -> dense(3))
        output c = tokens != 0
        output d = sum(other, axis: 0)
      }`;
    const outcome = compileText(source).graph();
    if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
    for (const seq of [4, 7, 12]) {
      const bindings = { batch: 2, seq };
      const program = recordGraph(outcome.value, catalog, { batch: 2, bindings, training: false });
      const inferred = outcome.value.outputs.map(({ value }) =>
        resolveType(outcome.value.values[value]!, bindings),
      );
      expect(
        program.outputs.filter(({ role }) => role === 'output').map(({ value }) => program.values[value]),
      ).toEqual(inferred);
    }
  });
});
