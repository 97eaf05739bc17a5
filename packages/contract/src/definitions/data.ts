import type { Diagnostic } from '../diagnostic.js';
import type { Ops } from '../ops.js';
import type { OptionTable, OptionsOf } from '../options.js';
import type { HostArray, HostTensor, TensorType } from '../tensor.js';
import type { Described, FittedTable, InputTable, OutputTable } from './common.js';
import type { Span } from '../span.js';
import type { TextStep } from '../text.js';
import type { HostRandom } from './initializer.js';

/** Reads the examples of some rows, one after the other, as `data` of a column has them. */
export type RowReader = (rows: Int32Array) => Promise<Outcome<HostArray>>;

/** Texts that are read when they are wanted. */
export interface TextReader {
  /** What they would take in memory, if all were held. */
  readonly bytes: number;
  read(rows: Int32Array): Promise<Outcome<readonly string[]>>;
}

/**
 * A column of examples in host memory: `data` is row-major `[count, ...type.shape]`; or texts, or lists of whole numbers of any length,
 * one for each example. Numbers that are too many to be held have `rows`, which reads those that are wanted, and so have texts; their
 * `data` is empty.
 */
export type Column =
  | { readonly type: TensorType; readonly data: HostArray; readonly rows?: RowReader }
  | { readonly type: 'string'; readonly data: readonly string[]; readonly rows?: TextReader }
  | { readonly type: 'list'; readonly data: readonly Int32Array[] };

export interface Table {
  readonly count: number;
  readonly columns: Readonly<Record<string, Column>>;
  /** Names of classes, by the column that holds their numbers. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
}

/** What is in a folder: names in the order of their code units. */
export interface Folder {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** A piece of a file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** A file that is read in pieces. */
export interface LargeFile {
  /** In bytes. */
  readonly size: number;
  /** The bytes of each range, all of them; a file that is another one by now gives a diagnostic. */
  read(ranges: readonly ByteRange[]): Promise<Outcome<readonly Uint8Array[]>>;
}

/** A file of nobody else, for what has no places to read from as it is. It is gone with the process, however that ends. */
export interface ScratchFile extends Pick<LargeFile, 'read'> {
  /** Writes at a place, or gives a diagnostic: there is no room, or not so much of it. */
  write(bytes: Uint8Array, offset: number): Promise<Outcome<undefined>>;
  /** Gives the room back: nothing is read any more. What is dropped without it is closed once nothing refers to it. */
  close(): Promise<void>;
}

/** How data is read that is not to be held in memory. */
export interface Streaming {
  /** Columns that would take more bytes of memory than this are read by rows, where the source can. */
  readonly above: number;
  /** The most bytes that a compressed file may become, and a scratch file may have. */
  readonly most: number;
  /** A file named in the `.nn` file, or a diagnostic. */
  open(path: string): Promise<Outcome<LargeFile>>;
  /** A new scratch file, for what is made of a file of that name. */
  scratch(path: string): Promise<Outcome<ScratchFile>>;
}

/** What a source may ask of the world: only what the compiler resolved inside the project. */
export interface SourceContext<O extends OptionTable = OptionTable> {
  readonly options: OptionsOf<O>;
  readonly random: HostRandom;
  /** Bytes of a file named in the `.nn` file, or a diagnostic (missing, a folder, unreadable, too large). */
  readFile(path: string): Promise<Outcome<Uint8Array>>;
  /** The names in a folder named in the `.nn` file, or a diagnostic. */
  listFolder(path: string): Promise<Outcome<Folder>>;
  /** Files of an npm package that the project has, by a path inside the package. */
  readPackageFile(name: string, path: string): Promise<Outcome<Uint8Array>>;
  /** Absent where everything must be held: in a page, say. */
  readonly streaming?: Streaming;
  /** The source's place in the text, for its diagnostics; byte or row in a data file belong into their message. */
  readonly span?: Span;
}
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The outcome of what worked. */
export const success = <T>(value: T): Outcome<T> => ({ ok: true, value });

/** The outcome of what did not: at least one of the diagnostics is an error. */
export const failure = (...diagnostics: readonly Diagnostic[]): Outcome<never> => ({
  ok: false,
  diagnostics,
});

/** Where examples come from. Runs on the host; hostile files give diagnostics, never exceptions or half a table. */
export interface SourceDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'source';
  /** What the columns are, in words, and as shapes where they are known before a file is opened. */
  readonly columns: Readonly<Record<string, string>>;
  open(context: SourceContext<O>): Promise<Outcome<Table>>;
}

/** What a host transform is given. */
export interface HostContext<O extends OptionTable = OptionTable> {
  readonly options: OptionsOf<O>;
  readonly span?: Span;
  readFile: SourceContext['readFile'];
  /** The rows of the column that are the training part: what is learned depends on no other. */
  readonly training: Int32Array;
  /** What was learned from the training part, where this column has none of it: that of a test part with a source of its own. */
  readonly learned?: unknown;
  /** What would take more bytes of memory than this is made by rows, if it can be. Absent where everything must be held. */
  readonly above?: number;
}

/** Fitting in passes: each sees all numbers of the training part in order, some whole examples at a time, before the next one begins. */
export interface Fitting<R> {
  readonly passes: readonly ((values: HostArray) => void)[];
  /** What was fitted, once all passes are over. */
  result(): R;
}

export interface HostResult {
  readonly column: Column;
  /** Names of classes, where the column holds their numbers. */
  readonly names?: readonly string[];
  /** What was learned from the training part, to be handed to other columns. */
  readonly learned?: unknown;
}

/**
 * A step of a field: `image -> standardize(per: channel)`. Host transforms turn columns into columns once, when data is opened
 * (labels to numbers, text to tokens). Tensor transforms become the first nodes of the Graph, and so part of the artifact;
 * what they need to know of the data is fitted on the training part only.
 */
export interface TransformDefinition<
  O extends OptionTable = OptionTable,
  F extends FittedTable = FittedTable,
> extends Described<O> {
  readonly kind: 'transform';
  /** Output for an input, as for layers: `{ x: '[batch, ...s]' }`. */
  readonly inputs: InputTable;
  readonly outputs: OutputTable;
  readonly host?: (column: Column, context: HostContext<O>) => Promise<Outcome<HostResult>>;
  /** What `host` makes of a text, as data, with what it learned: models are then given texts for such a field. */
  readonly textStep?: (options: OptionsOf<O>, learned: unknown) => TextStep;
  /** Shapes of what is fitted; given to `apply` by name. */
  readonly fitted?: F;
  /** Reads the training part only, in float64. */
  readonly fit?: (column: HostTensor, options: OptionsOf<O>) => { readonly [K in keyof F]: HostTensor };
  /** The same bits as `fit`, for a training part `[count, ...s]` that is not held in memory. Without it, such data is refused. */
  readonly fitting?: (
    shape: readonly number[],
    options: OptionsOf<O>,
  ) => Fitting<{ readonly [K in keyof F]: HostTensor }>;
  readonly apply?: <T>(
    x: T,
    context: {
      readonly ops: Ops<T>;
      readonly options: OptionsOf<O>;
      readonly fitted: { readonly [K in keyof F]: T };
    },
  ) => T;
}

/** A frozen source definition. */
export const source = <const O extends OptionTable>(
  definition: Omit<SourceDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): SourceDefinition<O> => Object.freeze({ kind: 'source' as const, version: 1, ...definition });

/** A frozen transform definition. */
export const transform = <const O extends OptionTable, const F extends FittedTable = Record<never, never>>(
  definition: Omit<TransformDefinition<O, F>, 'kind' | 'version'> & { readonly version?: number },
): TransformDefinition<O, F> => Object.freeze({ kind: 'transform' as const, version: 1, ...definition });
