import type {
  DataPlan,
  Graph,
  GraphNode,
  GraphParameter,
  GraphType,
  GraphValue,
  Recipe,
} from '@neurite/contract';
import { use } from './use.js';

const rows = (size: number): GraphType => ({ dtype: 'float32', shape: ['batch', size] });

/** What a small network for tests is made of, beside its two dense layers. */
export interface MlpOptions {
  readonly hidden?: number;
  readonly classes?: number;
  /** Layers between the activation and the last dense layer: `dropout`, `batch_norm`. */
  readonly middle?: readonly string[];
  /** Standardizes points first, fitted on the training part. */
  readonly standardize?: boolean;
  readonly activation?: string;
}

/** point [2] → (standardize) → dense → activation → … → dense as scores, in the form that the compiler gives. */
export const mlpGraphs = ({
  hidden = 16,
  classes = 2,
  middle = [],
  standardize = false,
  activation = 'tanh',
}: MlpOptions = {}): { readonly model: Graph; readonly graph: Graph } => {
  const values: GraphType[] = [rows(2)];
  const nodes: GraphNode[] = [];
  const parameters: GraphParameter[] = [];
  let last: GraphValue = 0;

  const parameter = (
    path: string,
    size: readonly number[],
    initializer: string,
    more: Partial<GraphParameter> = {},
  ): string => {
    parameters.push({
      path,
      type: { dtype: 'float32', shape: size },
      role: 'parameter',
      initializer: use('initializer', initializer),
      because: 'written',
      fanIn: size[0]!,
      fanOut: size.at(-1)!,
      ...more,
    });
    return path;
  };
  const add = (node: Omit<GraphNode, 'inputs' | 'outputs'>, size: number): void => {
    values.push(rows(size));
    nodes.push({ ...node, inputs: { x: last }, outputs: { y: values.length - 1 } });
    last = values.length - 1;
  };
  const dense = (path: string, from: number, units: number): void =>
    add(
      {
        path,
        use: use('layer', 'dense', { units }),
        parameters: {
          kernel: parameter(`${path}.kernel`, [from, units], 'glorot_uniform'),
          bias: parameter(`${path}.bias`, [units], 'zeros'),
        },
        state: {},
      },
      units,
    );

  if (standardize) {
    const fitted = (name: string) =>
      parameter(`point.standardize.${name}`, [2], 'zeros', {
        role: 'statistic',
        fitted: { field: 'point', step: 0, name },
      });
    const state = { mean: fitted('mean'), deviation: fitted('deviation') };
    add({ path: 'point.standardize', use: use('transform', 'standardize'), parameters: {}, state }, 2);
  }
  dense('hidden', 2, hidden);
  add({ path: activation, use: use('layer', activation), parameters: {}, state: {} }, hidden);
  for (const name of middle) {
    const tensors = (role: 'parameter' | 'statistic', table: Readonly<Record<string, string>>) =>
      Object.fromEntries(
        Object.entries(table).map(([key, initializer]) => [
          key,
          parameter(`${name}.${key}`, [hidden], initializer, { role }),
        ]),
      );
    const isNorm = name === 'batch_norm';
    add(
      {
        path: name,
        use: use('layer', name, isNorm ? {} : { rate: 0.2 }),
        parameters: isNorm ? tensors('parameter', { scale: 'ones', shift: 'zeros' }) : {},
        state: isNorm ? tensors('statistic', { mean: 'zeros', variance: 'ones' }) : {},
      },
      hidden,
    );
  }
  dense('scores', hidden, classes);
  const model: Graph = {
    name: 'Mlp',
    values,
    inputs: [{ name: 'point', value: 0 }],
    outputs: [{ name: 'scores', value: last }],
    names: [],
    nodes,
    parameters,
    parameterValues: {},
  };
  const label = values.length;
  const graph: Graph = {
    ...model,
    values: [...values, { dtype: 'int32', shape: ['batch'] }, { dtype: 'float32', shape: ['batch'] }],
    inputs: [...model.inputs, { name: 'label', value: label }],
    nodes: [
      ...nodes,
      {
        path: 'loss.main',
        use: use('loss', 'cross_entropy'),
        inputs: { prediction: last, target: label },
        outputs: { loss: label + 1 },
        parameters: {},
        state: {},
      },
    ],
  };
  return { model, graph };
};

/** Two moons: 200 examples, of which 40 are test and 32 validation. */
export const moonsPlan = (changes: Partial<DataPlan> = {}): DataPlan => ({
  name: 'Moons',
  source: use('source', 'moons', { count: 200, noise: 0.1 }),
  validation: { fraction: 0.16 },
  test: { count: 40 },
  shuffle: 3,
  fields: [
    { name: 'point', column: 'point', steps: [] },
    { name: 'label', column: 'label', steps: [use('transform', 'one_of', { classes: 2 })] },
  ],
  ...changes,
});

/** A recipe for the moons: 128 examples in batches of 20, so that every epoch ends with a smaller one. */
export const moonsRecipe = (changes: Partial<Recipe> = {}, options: MlpOptions = {}): Recipe => {
  const { model, graph } = mlpGraphs(options);
  const scores = model.outputs[0]!.value;
  return {
    name: 'MoonsRun',
    model,
    graph,
    data: moonsPlan(),
    losses: [{ name: 'main', value: graph.values.length - 1 }],
    metrics: [
      {
        name: 'accuracy',
        use: use('metric', 'accuracy'),
        inputs: { prediction: scores, target: graph.inputs[1]!.value },
      },
    ],
    optimizer: use('optimizer', 'adam'),
    rate: 0.02,
    schedules: [],
    regularizers: [],
    constraints: [],
    rates: {},
    frozen: [],
    batch: 20,
    epochs: 3,
    seed: 7,
    health: { thresholds: {}, allowed: [] },
    ...changes,
  };
};

/**
 * A recipe with everything that has a state or is drawn: moving statistics, random masks, augmentation, fitted statistics, slots, a schedule, kept weights.
 */
export const statefulRecipe = (changes: Partial<Recipe> = {}): Recipe => {
  const fields = [
    { name: 'point', column: 'point', steps: [use('transform', 'standardize')] },
    { name: 'label', column: 'label', steps: [use('transform', 'one_of', { classes: 2 })] },
  ];
  return moonsRecipe(
    {
      keep: { monitor: 'validation.loss', better: 'lower' },
      schedules: [use('schedule', 'cosine')],
      data: moonsPlan({
        fields,
        augment: [{ field: 'point', steps: [use('augmentation', 'noise', { std: 0.05 })] }],
      }),
      ...changes,
    },
    { middle: ['batch_norm', 'dropout'], standardize: true },
  );
};
