import type { OptionTable } from '../options.js';
import type { Context, Described, InputsOf, InputTable, OutputTable, ShapeText } from './common.js';

/** Where a layer stands in the catalog and in pictures. */
export type LayerFamily =
  | 'core'
  | 'convolution'
  | 'pooling'
  | 'recurrent'
  | 'attention'
  | 'merge'
  | 'shape'
  | 'arithmetic'
  | 'activation'
  | 'normalizer'
  | 'noise'
  | 'loss';

/** A tensor that a layer owns. */
export interface ParameterDeclaration {
  readonly shape: ShapeText;
  /** `auto` asks the activation that follows (see ActivationTraits.initializer); otherwise an initializer as written in `.nn`: `zeros`, `random_normal(std: 0.02)`. */
  readonly initializer: string;
  /** For variance scaling, in the dimension grammar: `c`, `product(kernel) * c`. Left out where no initializer may ask. */
  readonly fanIn?: string;
  readonly fanOut?: string;
  /** A condition in the dimension grammar, such as an option's name; where it is false the parameter does not exist. */
  readonly when?: string;
  /** The input whose values it starts from, where that is a parameter itself: its initializer is then given those values. */
  readonly of?: string;
  readonly doc?: string;
}
export type ParameterTable = Readonly<Record<string, ParameterDeclaration>>;

/** What the linter, `init: auto` and documentation need to know of an activation. */
export interface ActivationTraits {
  /** As an interval: `(0, 1)`, `[0, ∞)`. */
  readonly range: string;
  readonly zeroCentred: boolean;
  /** Where its derivative vanishes: `both sides`, `x < 0`, `nowhere`. */
  readonly saturates: string;
  readonly cost: 'comparison' | 'exponential' | 'several exponentials';
  /** The initializer that layers before it should have: `he_normal`. */
  readonly initializer: string;
  /** Other entries of the catalog that it asks for, such as `alpha_dropout`. */
  readonly goesWith?: readonly string[];
  /** The derivative where it is awkward, in words. */
  readonly awkward?: string;
}

/**
 * A layer: everything that maps values to values, activations, normalizers, noise and arithmetic included.
 * The same form says PReLU, dropout, batch norm and LSTM.
 */
export interface LayerDefinition<
  O extends OptionTable = OptionTable,
  I extends InputTable = InputTable,
  Y extends OutputTable = OutputTable,
  P extends ParameterTable = ParameterTable,
  S extends ParameterTable = ParameterTable,
> extends Described<O> {
  readonly kind: 'layer';
  readonly family: LayerFamily;
  /** The first input is the one that `->` feeds. */
  readonly inputs: I;
  /** The first output is the one that flows on. */
  readonly outputs: Y;
  /** Conditions that must hold: `c mod groups == 0`. */
  readonly assert?: readonly string[];
  readonly parameters: P;
  /** Tensors that the layer keeps and renews in training; never differentiated. */
  readonly state: S;
  readonly activation?: ActivationTraits;
  /** Whether `init: auto` looks through it for the activation that follows: normalizers, dropout, pooling. */
  readonly transparent?: true;
  /**
   * Its first input is a weight, such as a kernel, and its first output takes the weight's place. In `.nn` it is also given a layer,
   * `weight_norm(dense(64))`, and then stands between that layer and each of its weights of two or more axes.
   */
  readonly ofWeights?: true;
  /** Multiply-adds for one example, in the dimension grammar: `product(kernel) * c / groups * filters * oh * ow`. Left out where there are none. */
  readonly macs?: string;
  /** Whether examples of a batch influence each other in training (batch norm): such layers cannot be split over a batch. */
  readonly crossesExamples?: true;
  apply<T>(
    inputs: InputsOf<T, I>,
    context: Context<T, O> & {
      /** A parameter whose `when` is false is undefined here in spite of its type. */
      readonly parameters: { readonly [K in keyof P]: T };
      readonly state: { readonly [K in keyof S]: T };
    },
  ): { readonly outputs: { readonly [K in keyof Y]: T }; readonly state?: { readonly [K in keyof S]: T } };
}

type Short<
  O extends OptionTable,
  I extends InputTable,
  Y extends OutputTable,
  P extends ParameterTable,
  S extends ParameterTable,
> = Omit<LayerDefinition<O, I, Y, P, S>, 'kind' | 'parameters' | 'state' | 'version'> & {
  readonly version?: number;
  readonly parameters?: P;
  readonly state?: S;
};

/** A frozen layer definition; parameters, state and version may be left out. */
export const layer = <
  const O extends OptionTable,
  const I extends InputTable,
  const Y extends OutputTable,
  const P extends ParameterTable = Record<never, never>,
  const S extends ParameterTable = Record<never, never>,
>(
  definition: Short<O, I, Y, P, S>,
): LayerDefinition<O, I, Y, P, S> =>
  Object.freeze({
    kind: 'layer' as const,
    version: 1,
    parameters: {} as P,
    state: {} as S,
    ...definition,
  }) as LayerDefinition<O, I, Y, P, S>;

/** An activation without parameters: one formula, the shape stays. */
export const activation = <const O extends OptionTable>(
  definition: Described<O> extends infer D
    ? Omit<D, 'version'> & {
        readonly version?: number;
        readonly activation: ActivationTraits;
        apply<T>(x: T, context: Context<T, O>): T;
      }
    : never,
): LayerDefinition<O, { x: '[...s]' }, { y: '[...s]' }, Record<never, never>, Record<never, never>> => {
  const { apply, ...rest } = definition;
  return layer({
    family: 'activation',
    inputs: { x: '[...s]' },
    outputs: { y: '[...s]' },
    ...rest,
    apply: ({ x }, context) => ({ outputs: { y: apply(x, context) } }),
  }) as unknown as LayerDefinition<
    O,
    { x: '[...s]' },
    { y: '[...s]' },
    Record<never, never>,
    Record<never, never>
  >;
};

/** Any layer: what a catalog holds. `never` as the argument makes every concrete definition assignable. */
export type AnyLayer = Omit<LayerDefinition, 'apply'> & {
  apply(inputs: never, context: never): { readonly outputs: object; readonly state?: object };
};
