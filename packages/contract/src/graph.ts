import type { OptionValue } from './options.js';
import type { Kind } from './definitions/common.js';
import type { RuleName } from './rules.js';
import type { Span } from './span.js';
import type { Dtype } from './tensor.js';

/** A number, or an expression over symbols in the dimension grammar: `seq`, `2 * seq + 1`. `batch` is the batch axis. */
export type Dimension = number | string;

/** The type of a value in a Graph. Where there is a batch axis it is the first, and is the word `batch`. */
export interface GraphType {
  readonly dtype: Dtype;
  readonly shape: readonly Dimension[];
}

/** An entry of the catalog, with its options complete and checked. */
export interface Use {
  readonly kind: Kind;
  readonly name: string;
  readonly version: number;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly span?: Span;
}

/** An index into `Graph.values`. */
export type GraphValue = number;

/**
 * One application of a layer, or noise that an initializer draws (output `drawn`); in a recipe's graph also of a loss (output `loss`) or
 * of a tensor transform of the data, and in that of an ensemble of a combination, whose options hold its `Reading` as well (`use.kind`
 * says which).
 * A layer that is used twice has two nodes, which name the same parameters.
 */
export interface GraphNode {
  /** The exact, stable path: `stage2[1].residual.main.conv2d_2`. A second use of a shared layer has the same path. */
  readonly path: string;
  readonly use: Use;
  /** By input name; a list for a variadic input; absent for an optional one that is not given. */
  readonly inputs: Readonly<Record<string, GraphValue | readonly GraphValue[]>>;
  readonly outputs: Readonly<Record<string, GraphValue>>;
  /** The definition's name of a parameter → its path in `Graph.parameters`. Absent where `when` is false. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Values that take the place of parameters, by the definition's name: those that `weight_norm` and its like make of them. */
  readonly computed?: Readonly<Record<string, GraphValue>>;
  readonly state: Readonly<Record<string, string>>;
  readonly span?: Span;
}

/** A tensor that a Graph owns. */
export interface GraphParameter {
  readonly path: string;
  readonly type: GraphType;
  readonly role: 'parameter' | 'statistic';
  readonly initializer: Use;
  /** Why this initializer: `asked for by relu` or `written`. */
  readonly because: string;
  readonly fanIn: Dimension;
  readonly fanOut: Dimension;
  /** The path of the parameter whose values its initializer is given; see `ParameterDeclaration.of`. */
  readonly of?: string;
  /** Fitted on the training part of a field instead of initialized: the result `name` of step number `step` (an index into Field.steps). */
  readonly fitted?: { readonly field: string; readonly step: number; readonly name: string };
  readonly span?: Span;
}

/** A value that has a name: an input, an output, or a binding of the model. */
export interface GraphPort {
  readonly name: string;
  readonly value: GraphValue;
  readonly span?: Span;
}

/** An input of a graph. */
export interface GraphInput extends GraphPort {
  /** Of whole numbers that a layer reads as they are: they go from 0 to below this, and `of` is the path of the layer that says so. */
  readonly limit?: { readonly below: number; readonly of: string };
}

/** `load "backbone.safetensors" into backbone { mode: frozen }`: where weights start from. */
export interface GraphLoad {
  /** As written: relative to the text, inside the project. */
  readonly file: string;
  /** The name of the loaded part of the model. */
  readonly into: string;
  /** Whether the weights are trained on, stay as they are, or are one with those that other parts load of the file. */
  readonly mode: 'copy' | 'frozen' | 'shared';
  /** The tensor of the file for each parameter and statistic, by path. */
  readonly tensors: Readonly<Record<string, string>>;
  readonly span?: Span;
}

/** A `.nn` model as people see it: layers, paths, shapes, places. Frozen; serialises to JSON. Nodes are in an order that can be run. */
export interface Graph {
  readonly name: string;
  readonly values: readonly GraphType[];
  readonly inputs: readonly GraphInput[];
  readonly outputs: readonly GraphPort[];
  /** All named values of the model's top level, inputs and outputs included: what losses and pretraining may speak of. */
  readonly names: readonly GraphPort[];
  readonly nodes: readonly GraphNode[];
  readonly parameters: readonly GraphParameter[];
  /** `param` values used directly: value → path in `parameters`. */
  readonly parameterValues: Readonly<Record<string, GraphValue>>;
  /** Absent where nothing is loaded. */
  readonly loads?: readonly GraphLoad[];
  readonly span?: Span;
}

/** Paths of parameters that are loaded to stay as they are. */
export const frozenByLoads = ({ loads = [] }: Pick<Graph, 'loads'>): readonly string[] =>
  loads.flatMap(({ mode, tensors }) => (mode === 'frozen' ? Object.keys(tensors) : []));

/**
 * A part of the examples: the last so many after shuffling, or a fraction of them; or one of `of` folds that are as good as equal,
 * counted from 0.
 */
export type Portion =
  | { readonly count: number }
  | { readonly fraction: number }
  | { readonly fold: number; readonly of: number }
  | { readonly source: Use };

/** A field of the examples: a column and its steps. */
export interface Field {
  readonly name: string;
  readonly column: string;
  /** Host transforms, then tensor transforms. */
  readonly steps: readonly Use[];
  readonly span?: Span;
}

/** Random changes of a field of training batches, in order; they act on the field before its tensor transforms. */
export interface Augment {
  readonly field: string;
  readonly steps: readonly Use[];
  readonly span?: Span;
}

/** A `data` block, checked. */
export interface DataPlan {
  readonly name: string;
  /** Where the training part comes from (and the others, unless they have sources of their own). */
  readonly source: Use;
  readonly validation?: Portion;
  readonly test?: Portion;
  /** The seed of the shuffle that precedes the split; undefined keeps the order of the source. */
  readonly shuffle?: number;
  /** At most so many examples, before the split. */
  readonly take?: number;
  readonly fields: readonly Field[];
  readonly augment?: readonly Augment[];
  readonly span?: Span;
}

/** A loss term: a weight and a value `[batch]` of the recipe's graph. */
export interface LossTerm {
  readonly name: string;
  readonly value: GraphValue;
  readonly span?: Span;
}

export interface MetricTerm {
  readonly name: string;
  readonly use: Use;
  readonly inputs: Readonly<Record<string, GraphValue>>;
  readonly span?: Span;
}

/** Something that applies to parameters: the paths are resolved. */
export interface OnParameters {
  readonly use: Use;
  readonly parameters: readonly string[];
}

/** When to stop early: no better `monitor` for `patience` epochs. */
export interface StopRule {
  readonly monitor: string;
  readonly patience: number;
  readonly better: 'higher' | 'lower';
}

/** `allow dead_units on "stem.**" because "sparse by design"`: what a rule finds at these paths is not told. */
export interface Allowance {
  readonly rule: RuleName;
  /** Paths of layers and parameters of the recipe's graph; absent: everywhere. */
  readonly paths?: readonly string[];
  readonly because: string;
  readonly span?: Span;
}

/** What the rules of a recipe compare with, and where they keep quiet. */
export interface Health {
  /** Of every rule that has one: the file's, or the default. */
  readonly thresholds: Readonly<Partial<Record<RuleName, number>>>;
  readonly allowed: readonly Allowance[];
}

/** What a step makes smaller, and how: said by a recipe, or by one of its phases. */
export interface Learning {
  readonly losses: readonly LossTerm[];
  readonly optimizer: Use;
  /** The base rate; schedules and groups multiply it. */
  readonly rate: number;
  /** One after the other. */
  readonly schedules: readonly Use[];
  readonly regularizers: readonly OnParameters[];
  readonly constraints: readonly OnParameters[];
  /** Factor of the rate by parameter path; 1 where absent. */
  readonly rates: Readonly<Record<string, number>>;
  /** Paths of parameters that are not trained, and of statistics that are not renewed. */
  readonly frozen: readonly string[];
  /** Those of them whose layers run as in evaluation; all where absent. */
  readonly resting?: readonly string[];
  /** Paths of statistics that stay as they are; none where absent. */
  readonly held?: readonly string[];
  readonly clip?: { readonly kind: 'global_norm' | 'value'; readonly limit: number };
}

/** How long is trained, and what comes of it. */
export interface Duration {
  readonly epochs: number;
  /** Ends training after so many steps, whatever `epochs` says. */
  readonly steps?: number;
  readonly stop?: StopRule;
  readonly keep?: { readonly monitor: string; readonly better: 'higher' | 'lower' };
}

/** A part of training with a learning of its own. It changes the parameters that are not frozen in it, statistics that are not held, and nothing else. */
export interface Phase extends Learning {
  readonly name: string;
  readonly span?: Span;
}

/**
 * Phases that take turns, each for so many steps, or phases one after the other: then each is like a run of its own that begins with
 * the weights that the one before ended with.
 */
export type Phases =
  | { readonly order: 'alternate'; readonly list: readonly (Phase & { readonly turn: number })[] }
  | { readonly order: 'sequence'; readonly list: readonly (Phase & Duration)[] };

/**
 * Averages of the weights, which are judged and kept in their place. `ema`: ā ← δ·ā + (1 − δ)·w at each step, with δ = `decay` after
 * some steps. `swa`: the mean of the weights at the ends of epochs, `from` this part of training on, `every` so many epochs.
 */
export type Average =
  | { readonly kind: 'ema'; readonly decay: number }
  | { readonly kind: 'swa'; readonly from: number; readonly every: number };

/**
 * A `train` block, checked and complete. `model` is the model with the data's tensor transforms as its first nodes: what `predict`
 * runs on raw fields. `graph` is the same with loss nodes and the fields that losses and metrics read added; its outputs are the model's.
 * Inputs of both have the names of the data's fields.
 *
 * With phases, what is said here of learning is that of the last one, `frozen` is what no phase trains, and `epochs` are those of all
 * that stand in a sequence.
 */
export interface Recipe extends Learning, Duration {
  readonly name: string;
  readonly model: Graph;
  readonly graph: Graph;
  readonly data: DataPlan;
  readonly metrics: readonly MetricTerm[];
  readonly phases?: Phases;
  readonly average?: Average;
  /** Examples in a batch. */
  readonly batch: number;
  /** How many batches make a step, where it is more than one. */
  readonly accumulate?: number;
  readonly seed: number;
  readonly health: Health;
  /** Plugin packages whose definitions it needs. */
  readonly packages?: readonly string[];
  /** A pretraining recipe to start from. */
  readonly start?: PretrainRecipe;
  /** The path below which the decoders of that recipe go: `decode/h1.dense.bias` to `<path>.h1.dense.bias`. */
  readonly decoders?: string;
  readonly span?: Span;
}

/** One stage of greedy pretraining: the nodes between two codes. */
export interface PretrainStage {
  readonly name: string;
  /** The value of `graph` that the stage encodes, and its code. */
  readonly input: GraphValue;
  readonly code: GraphValue;
  /** Indices into `graph.nodes`, in order. */
  readonly nodes: readonly number[];
  readonly epochs: number;
}

/** A `pretrain` block, checked. */
export interface PretrainRecipe {
  readonly name: string;
  readonly graph: Graph;
  readonly data: DataPlan;
  readonly stages: readonly PretrainStage[];
  readonly method: Use;
  /** Whether decoders use the transposed weights of the encoders. */
  readonly tied: boolean;
  readonly optimizer: Use;
  readonly rate: number;
  readonly batch: number;
  readonly seed: number;
  readonly span?: Span;
}
