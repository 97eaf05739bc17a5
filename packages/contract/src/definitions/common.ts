import type { Ops } from '../ops.js';
import type { OptionTable, OptionsOf, OptionValue } from '../options.js';
import type { Shape } from '../tensor.js';

/** Where a name may stand in a `.nn` file; names are unique within a kind. */
export type Kind =
  | 'layer'
  | 'initializer'
  | 'regularizer'
  | 'constraint'
  | 'loss'
  | 'metric'
  | 'optimizer'
  | 'schedule'
  | 'source'
  | 'transform'
  | 'augmentation'
  | 'pretraining'
  | 'distribution'
  | 'strategy'
  | 'combination';

/** A documented example that is also a test on every backend: inputs, and what must come out. */
export interface Example {
  /** As in a `.nn` file: `relu`, `leaky_relu(slope: 0.1)`. */
  readonly code: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
  /** Nested arrays, by input name. */
  readonly inputs?: Readonly<Record<string, Nested>>;
  readonly parameters?: Readonly<Record<string, Nested>>;
  readonly state?: Readonly<Record<string, Nested>>;
  /** What an augmentation draws, in order: uniform numbers in [0, 1), normal ones as they are. */
  readonly draws?: readonly number[];
  /** Training mode; default false. */
  readonly training?: boolean;
  /** What must come out, by output name; made by hand or by an independent source, never by the code under test. */
  readonly expect?: Readonly<Record<string, Nested>>;
  /** Absolute tolerance; default 1e-5. */
  readonly tolerance?: number;
}
export type Nested = number | boolean | readonly Nested[];

/** What every definition says of itself. Definitions are frozen data; checker, editor, docs and tests all read the same one. */
export interface Described<O extends OptionTable = OptionTable> {
  /** As written in a `.nn` file. */
  readonly name: string;
  /** Raised when the meaning of saved weights or options changes. */
  readonly version: number;
  /** One sentence. */
  readonly summary: string;
  /** In plain Unicode: `max(0, x)`. */
  readonly formula?: string;
  /** More: when to use it, and when not. */
  readonly description?: string;
  /** Author, year, where. */
  readonly references?: readonly string[];
  readonly options: O;
  readonly examples?: readonly Example[];
  readonly exceptions?: Exceptions;
}

/** What the mathematics of a definition does not allow to promise, and why; all else is tested on every backend. */
export interface Exceptions {
  /** Finite results at zeros, and at tiny and large inputs. */
  readonly finite?: string;
  /** Finite gradients there. */
  readonly finiteGradients?: string;
  /** That NaN in an input shows in what comes out. */
  readonly visibleNaN?: string;
}

/** What the pure functions of plugins are given. */
export interface Context<T, O extends OptionTable = OptionTable> {
  readonly ops: Ops<T>;
  readonly options: OptionsOf<O>;
  /** A constant while recording: training and evaluation are two Programs of one Graph. */
  readonly training: boolean;
  /** Uniform float32 in [0, 1): a pure function of seed, path, name, step, microbatch and scan iteration. */
  random(name: string, shape: Shape): T;
}

/**
 * An input or output in the dimension grammar of the language: `[batch, h, w, c]`, `int32[batch, ...s]`, `bool[...s]`.
 * Without a dtype it is float32; another word before `[` is a dtype variable, the same dtype wherever it stands; `number` is one that is never bool.
 * `batch` is the batch axis, `...name` a rank pack; an item may be an expression over names, options and the shape functions
 * listed in docs/plugins.md.
 */
export type ShapeText = string;

export interface InputDeclaration {
  readonly shape: ShapeText;
  readonly doc?: string;
  /** May be left out: the definition then receives undefined. */
  readonly optional?: true;
  /** Of whole numbers: the option that says how many there are. They go from 0 to below it. */
  readonly below?: string;
  /** Takes any number of values, at least one; the definition receives a list. Must be the only required input. */
  readonly variadic?: true;
}
export type InputTable = Readonly<Record<string, ShapeText | InputDeclaration>>;
export type OutputTable = Readonly<Record<string, ShapeText>>;

export type InputsOf<T, I extends InputTable> = {
  readonly [K in keyof I]: I[K] extends { readonly variadic: true }
    ? readonly T[]
    : I[K] extends { readonly optional: true }
      ? T | undefined
      : T;
};

/** The declaration behind the short form. */
export const inputDeclaration = (input: ShapeText | InputDeclaration): InputDeclaration =>
  typeof input === 'string' ? { shape: input } : input;

/** The shapes of what a transform fits, by name, without the batch. */
export type FittedTable = Readonly<Record<string, ShapeText>>;
