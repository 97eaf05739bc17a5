import type { Kind, Position } from '@neurite/contract';

/** The declaration or block of settings that a place is in. */
export type Owner =
  'model' | 'block' | 'function' | 'data' | 'train' | 'phase' | 'pretrain' | 'search' | 'ensemble';

/** The call that a place is inside of. */
export interface CallPlace {
  readonly callee: string;
  readonly start: Position;
  /** Of which kind the callee is, where it is no name of the file. */
  readonly kinds: readonly Kind[];
  /** Arguments that were given by name. */
  readonly given: readonly string[];
  /** The number of positional arguments before the place. */
  readonly index: number;
  /** The argument whose value stands here: `kernel` after `kernel: `. */
  readonly option?: string;
}

/**
 * What may be written at a place, judged by the tokens before it alone: half-written texts have no tree to judge by.
 * `declaration` begins one; `statement` and `setting` begin such; `value` and `step` are expressions, a step behind `->`;
 * `member` is behind a dot, `name` is new and the user's, `type` is a parameter's type, `shape` a dimension, `imported` a name of
 * another file, `rule` is what `allow` allows, `behind` follows a complete value on its line.
 */
export type Role =
  | 'declaration'
  | 'statement'
  | 'setting'
  | 'value'
  | 'step'
  | 'member'
  | 'name'
  | 'type'
  | 'shape'
  | 'imported'
  | 'rule'
  | 'behind';

export interface Place {
  readonly role: Role;
  readonly owner?: Owner;
  /** The key of the setting whose value stands here, or of the block of settings around it: `optimizer`, `loss`. */
  readonly key?: string;
  /** Kinds of the catalog whose names may stand here. */
  readonly kinds: readonly Kind[];
  /** The innermost call around the place. */
  readonly call?: CallPlace;
  /** The names before the dot: `pool` in `pool.`, `model.encoder` in `model.encoder.`. */
  readonly object?: readonly string[];
}
