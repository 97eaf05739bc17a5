import type { AnyLayer, HostTensor, LayerDefinition, Nested, Shape } from '@neurite/contract';
import { evaluate, record, streamOf } from '@neurite/program';
import { tensor } from '@neurite/testing';
import * as definitions from './definitions/index.js';

interface Given {
  readonly options: object;
  readonly inputs: Readonly<Record<string, Nested>>;
  readonly parameters?: Readonly<Record<string, Nested>>;
  readonly training?: boolean;
  /** What is drawn; else numbers of the step. */
  readonly draws?: readonly number[];
  readonly step?: number;
}

/** What a layer of attention makes of its inputs. */
const outputOf = (definition: AnyLayer, given: Given): readonly number[] => {
  const { inputs, parameters = {}, training = true, draws } = given;
  const tensors: readonly (readonly [string, HostTensor])[] = [inputs, parameters].flatMap((table) =>
    Object.entries(table).map(([name, nested]) => [name, tensor(nested, 'float32')] as const),
  );
  const program = record(({ emit, input, ops, output }) => {
    const counter = input('counter', 'counter', { dtype: 'int32', shape: [4] });
    const ports = Object.fromEntries(
      tensors.map(([name, { dtype, shape }]) => [name, input(name, 'batch', { dtype, shape })]),
    );
    const random = (use: string, shape: Shape) =>
      draws === undefined
        ? emit('uniform', [counter], { shape, stream: streamOf(use) })[0]!
        : ops.constant([...draws], shape);
    const defaults = Object.entries(definition.options).map(([name, option]) => [
      name,
      (option as { readonly default?: unknown }).default,
    ]);
    const context = {
      ops,
      options: { ...Object.fromEntries(defaults), ...given.options } as never,
      parameters: ports,
      state: {},
      training,
      random,
    };
    output('y', 'output', (definition as unknown as LayerDefinition).apply(ports, context).outputs['y']!);
  });
  const counter = tensor([5, given.step ?? 1, 0, 0], 'int32');
  return [...evaluate(program, [counter, ...tensors.map(([, value]) => value)])[0]!.data];
};

const sequence = [[[2], [4]]];
const projections = { query: [[0]], key: [[1]], value: [[1]], output: [[10]] };
/** Each kind of attention with weights of 1/2 for the places 2 and 4. */
const kinds: readonly (readonly [AnyLayer, Given])[] = [
  [definitions.attention, { options: {}, inputs: { x: [[[0], [0]]], key: sequence, value: [[[20], [40]]] } }],
  [
    definitions.multiHeadAttention,
    { options: { heads: 1, bias: false }, inputs: { x: sequence }, parameters: projections },
  ],
  [
    definitions.crossAttention,
    {
      options: { heads: 1, bias: false },
      inputs: { x: [[[7], [7]]], memory: sequence },
      parameters: projections,
    },
  ],
];

describe.each(kinds.map(([definition, given]) => [definition.name, definition, given] as const))(
  'dropout of %s',
  (_, definition, given) => {
    const dropping = (dropout: number, more: Partial<Given> = {}) =>
      outputOf(definition, { ...given, ...more, options: { ...given.options, dropout } });

    it('drops weights of the mean, and not what comes out', () => {
      // Of the first time the first place is dropped and the second counts twice; the second time keeps both.
      expect(dropping(0.5, { draws: [0.1, 0.9, 0.6, 0.5] })).toEqual([40, 60]);
      expect(dropping(0.5, { draws: [0.4, 0.4, 0.9, 0.4] })).toEqual([0, 20]);
    });

    it('does nothing in evaluation, or at a rate of 0', () => {
      expect(dropping(0.5, { training: false })).toEqual([30, 30]);
      expect(dropping(0, { draws: [] })).toEqual([30, 30]);
    });

    it('keeps the mean over steps', () => {
      const sums = Array.from({ length: 2000 }, (__, step) => dropping(0.2, { step }));
      const mean = (index: number) => sums.reduce((sum, y) => sum + y[index]!, 0) / sums.length;
      // Var = (10² + 20²) · 0.2 / 0.8: four standard errors of 2000 draws are 1.
      for (const index of [0, 1]) expect(Math.abs(mean(index) - 30)).toBeLessThan(1);
      expect(new Set(sums.flat())).toEqual(new Set([0, 12.5, 25, 37.5]));
    });
  },
);
