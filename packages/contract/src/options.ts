/** A value that an option can have once the compiler has checked it. `null` is `none` in the language. */
export type OptionValue = number | boolean | string | null | readonly OptionValue[];

interface Documented {
  readonly doc: string;
}
/** Between which numbers a number, or each number of a list, must be. */
export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  /** Exclusive bounds. */
  readonly above?: number;
  readonly below?: number;
}
/** What numbers must be beside another option of the same definition, which is named; of lists, each element beside its counterpart. */
interface Compared {
  readonly lessThan?: string;
  readonly atMost?: string;
  /** The other one is a multiple of this one. */
  readonly divides?: string;
}
/** What has an effect only together with another option, which is named: one that is true, or a number above 0. */
interface Dependent {
  readonly needs?: string;
}
/** How many elements a list for the spatial axes has: a number, or the rank pack of the inputs that they are. */
interface PerAxis {
  readonly axes: number | string;
}

export interface IntOption extends Documented, Bounds, Compared {
  readonly type: 'int';
  readonly default?: number | null;
}
export interface FloatOption extends Documented, Bounds, Compared {
  readonly type: 'float';
  readonly default?: number | null;
}
export interface BoolOption extends Documented, Dependent {
  readonly type: 'bool';
  readonly default?: boolean;
}
export interface StringOption extends Documented, Dependent {
  readonly type: 'string';
  readonly default?: string | null;
  /** The fewest letters. */
  readonly least?: number;
}
/** One of a few bare words. */
export interface ChoiceOption<C extends string = string> extends Documented {
  readonly type: 'choice';
  readonly choices: readonly C[];
  readonly default?: C;
}
/** An int, or a list of ints, one for each spatial axis. `kernel: 3` reaches the definition as 3; `at(kernel, i)` in shapes reads both forms. */
export interface ExtentsOption extends Documented, Bounds, Compared, PerAxis {
  readonly type: 'extents';
  readonly default?: number | readonly number[] | null;
}
/** `same`, `valid`, or a symmetric number for each side. */
export interface PaddingOption extends Documented, Compared, PerAxis {
  readonly type: 'padding';
  readonly default: 'same' | 'valid' | number;
}
/** An axis, or a list of axes, that never counts the batch; the compiler hands it over as negative numbers, which need no batch to count. */
export interface AxisOption extends Documented {
  readonly type: 'axis' | 'axes';
  readonly default?: number | readonly number[] | null;
}
/** A list of values of one of the simple types; bounds are those of each number. */
export interface ListOption extends Documented, Bounds, Compared {
  readonly type: 'list';
  readonly of: 'int' | 'float' | 'string';
  readonly default?: readonly OptionValue[] | null;
  /** The fewest elements. */
  readonly least?: number;
  /** Whether each number must be greater than the one before. */
  readonly rising?: true;
  /** Whether nothing may be there twice. */
  readonly distinct?: true;
  /** Another list, which has as many elements. */
  readonly asLongAs?: string;
  /** Another list, which has one element less. */
  readonly longerThan?: string;
}
/** A list of class names, or the name of a file with one on each line, or a number of them. */
export interface ClassesOption extends Documented {
  readonly type: 'classes';
  readonly default?: null;
}
/** The name of an entry of the catalog, with options: handed over as a `Use` in `initializers` of the layer's node, not as an option. */
export interface UseOption extends Documented {
  readonly type: 'initializer';
  readonly default?: string;
  /** The parameter whose initializer it says. */
  readonly parameter: string;
}
/** A number with a unit: the schedules' way to say how long. Reaches the definition as steps. */
export interface DurationOption extends Documented, Bounds, Compared {
  readonly type: 'duration';
  readonly default?: number | null;
}
/** A number that a run measures after each epoch, by its name: `validation.loss`. Reaches the definition as that text. */
export interface MonitorOption extends Documented {
  readonly type: 'monitor';
  readonly default?: never;
}

export type Option =
  | IntOption
  | FloatOption
  | BoolOption
  | StringOption
  | ChoiceOption
  | ExtentsOption
  | PaddingOption
  | AxisOption
  | ListOption
  | ClassesOption
  | UseOption
  | DurationOption
  | MonitorOption;

/** Options in the order in which positional arguments fill them. An option without `default` must be given. */
export type OptionTable = Readonly<Record<string, Option>>;

type OrNull<D> = D extends { readonly default: null } ? null : never;

/** The TypeScript type of an option's value, as a definition receives it. */
export type ValueOf<O extends Option> =
  | OrNull<O>
  | (O extends { readonly type: 'int' | 'float' | 'duration' }
      ? number
      : O extends { readonly type: 'bool' }
        ? boolean
        : O extends { readonly type: 'string' | 'monitor' }
          ? string
          : O extends ChoiceOption<infer C>
            ? C
            : O extends { readonly type: 'extents' }
              ? number | readonly number[]
              : O extends { readonly type: 'padding' }
                ? 'same' | 'valid' | number | readonly number[]
                : O extends { readonly type: 'axis' }
                  ? number
                  : O extends { readonly type: 'axes' }
                    ? number | readonly number[]
                    : O extends { readonly type: 'list'; readonly of: infer K }
                      ? readonly (K extends 'string' ? string : number)[]
                      : O extends { readonly type: 'classes' }
                        ? number | readonly string[]
                        : never);

export type OptionsOf<T extends OptionTable> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** A value as it is written in a file. */
export const printOption = (value: OptionValue): string => {
  if (value === null) return 'none';
  if (typeof value === 'object') return `[${value.map(printOption).join(', ')}]`;
  return String(value);
};

/** The element of a per-axis option: a number stands for itself on every axis. */
export const at = (extents: number | readonly number[], axis: number): number =>
  typeof extents === 'number' ? extents : extents[axis]!;
