import type { Ops } from '../ops.js';
import type { OptionTable, OptionsOf } from '../options.js';
import type { Described } from './common.js';

/** A penalty of one parameter, added to the loss. */
export interface RegularizerDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'regularizer';
  /** A scalar. */
  penalty<T>(parameter: T, context: { readonly ops: Ops<T>; readonly options: OptionsOf<O> }): T;
}

/** A projection of one parameter, applied after each update. */
export interface ConstraintDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'constraint';
  project<T>(parameter: T, context: { readonly ops: Ops<T>; readonly options: OptionsOf<O> }): T;
}

/** A frozen regularizer definition. */
export const regularizer = <const O extends OptionTable>(
  definition: Omit<RegularizerDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): RegularizerDefinition<O> => Object.freeze({ kind: 'regularizer' as const, version: 1, ...definition });

/** A frozen constraint definition. */
export const constraint = <const O extends OptionTable>(
  definition: Omit<ConstraintDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): ConstraintDefinition<O> => Object.freeze({ kind: 'constraint' as const, version: 1, ...definition });
