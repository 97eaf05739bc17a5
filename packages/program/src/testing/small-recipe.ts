import type { Graph, GraphNode, GraphParameter, GraphType, Recipe, Use } from '@neurite/contract';

export const use = (kind: Use['kind'], name: string, options: Use['options'] = {}): Use => ({
  kind,
  name,
  version: 1,
  options,
});
export const parameter = (
  path: string,
  shape: readonly number[],
  role: GraphParameter['role'] = 'parameter',
): GraphParameter => ({
  path,
  type: { dtype: 'float32', shape },
  role,
  initializer: use('initializer', 'zeros'),
  because: 'written',
  fanIn: 1,
  fanOut: 1,
});
/** `[batch, c]`. */
export const rows = (c: number): GraphType => ({ dtype: 'float32', shape: ['batch', c] });

/** x [2] → dense(3) → tanh → (normalizer or noise) → dense(1), and its squared error. */
export const graphs = (
  middle: 'nothing' | 'centre' | 'dropout',
): { readonly model: Graph; readonly graph: Graph } => {
  const between: readonly GraphNode[] =
    middle === 'nothing'
      ? []
      : [
          {
            path: 'middle',
            use: use('layer', middle),
            inputs: { x: 2 },
            outputs: { y: 3 },
            parameters: middle === 'centre' ? { shift: 'middle.shift' } : {},
            state: middle === 'centre' ? { mean: 'middle.mean' } : {},
          },
        ];
  const affine = (path: string, x: number, y: number) => ({
    path,
    use: use('layer', 'dense', { units: 3 }),
    inputs: { x },
    outputs: { y },
    parameters: { kernel: `${path}.kernel`, bias: `${path}.bias` },
    state: {},
  });
  const nodes = [
    affine('first', 0, 1),
    {
      path: 'tanh',
      use: use('layer', 'tanh'),
      inputs: { x: 1 },
      outputs: { y: 2 },
      parameters: {},
      state: {},
    },
    ...between,
    affine('second', middle === 'nothing' ? 2 : 3, 4),
  ];
  const model: Graph = {
    name: 'Small',
    values: [rows(2), rows(3), rows(3), rows(3), rows(1)],
    inputs: [{ name: 'x', value: 0 }],
    outputs: [{ name: 'y', value: 4 }],
    names: [],
    nodes,
    parameters: [
      parameter('first.kernel', [2, 3]),
      parameter('first.bias', [3]),
      ...(middle === 'centre'
        ? [parameter('middle.shift', [3]), parameter('middle.mean', [3], 'statistic')]
        : []),
      parameter('second.kernel', [3, 1]),
      parameter('second.bias', [1]),
    ],
    parameterValues: {},
  };
  const graph: Graph = {
    ...model,
    values: [...model.values, rows(1), { dtype: 'float32', shape: ['batch'] }],
    inputs: [...model.inputs, { name: 't', value: 5 }],
    nodes: [
      ...nodes,
      {
        path: 'loss.main',
        use: use('loss', 'squared_error'),
        inputs: { prediction: 4, target: 5 },
        outputs: { loss: 6 },
        parameters: {},
        state: {},
      },
    ],
  };
  return { model, graph };
};

export const recipe = (
  changes: Partial<Recipe> = {},
  middle: 'nothing' | 'centre' | 'dropout' = 'nothing',
): Recipe => ({
  name: 'Run',
  ...graphs(middle),
  data: { name: 'Data', source: use('source', 'xor'), fields: [] },
  losses: [{ name: 'main', value: 6 }],
  metrics: [{ name: 'within', use: use('metric', 'within'), inputs: { prediction: 4, target: 5 } }],
  optimizer: use('optimizer', 'sgd'),
  rate: 0.1,
  schedules: [],
  regularizers: [],
  constraints: [],
  rates: {},
  frozen: [],
  batch: 4,
  epochs: 1,
  seed: 1,
  health: { thresholds: {}, allowed: [] },
  ...changes,
});
