import { boundsOf } from './bounds.js';
import type { Option, OptionTable, OptionValue } from './options.js';

/** What an option may have to be beside another one of its definition. */
export type RelationKind = 'lessThan' | 'atMost' | 'divides' | 'asLongAs' | 'longerThan' | 'needs';

/** One option that speaks of another. */
export interface Relation {
  readonly kind: RelationKind;
  readonly option: string;
  readonly other: string;
}

interface Rule {
  holds(value: OptionValue, other: OptionValue): boolean;
  /** What the option must do: `be less than "high"`. */
  must(other: string): string;
  /** The same, said of the other one: `be greater than "low"`. */
  mirrored(option: string): string;
  /** As short as a bound: `< high`. */
  sign(other: string): string;
}

const isList = (value: OptionValue): value is readonly OptionValue[] => Array.isArray(value);

/** Compares numbers, of lists each with its counterpart; words such as `same` have nothing to compare. */
const compared =
  (decide: (value: number, other: number) => boolean): Rule['holds'] =>
  (value, other) => {
    const length = Math.max(...[value, other].map((each) => (isList(each) ? each.length : 1)));
    return Array.from({ length }, (_, index) =>
      [value, other].map((each) => (isList(each) ? each[index] : each)),
    ).every(([a, b]) => typeof a !== 'number' || typeof b !== 'number' || decide(a, b));
  };

const lengthsOf = (value: OptionValue, other: OptionValue): readonly [number, number] | undefined =>
  isList(value) && isList(other) ? [value.length, other.length] : undefined;

const rules: { readonly [K in RelationKind]: Rule } = {
  lessThan: {
    holds: compared((value, other) => value < other),
    must: (other) => `be less than "${other}"`,
    mirrored: (option) => `be greater than "${option}"`,
    sign: (other) => `< ${other}`,
  },
  atMost: {
    holds: compared((value, other) => value <= other),
    must: (other) => `be at most "${other}"`,
    mirrored: (option) => `be at least "${option}"`,
    sign: (other) => `≤ ${other}`,
  },
  divides: {
    holds: compared((value, other) => other % value === 0),
    must: (other) => `divide "${other}"`,
    mirrored: (option) => `be a multiple of "${option}"`,
    sign: (other) => `divides ${other}`,
  },
  asLongAs: {
    holds: (value, other) => {
      const lengths = lengthsOf(value, other);
      return lengths === undefined || lengths[0] === lengths[1];
    },
    must: (other) => `have as many elements as "${other}"`,
    mirrored: (option) => `have as many elements as "${option}"`,
    sign: (other) => `as long as ${other}`,
  },
  longerThan: {
    holds: (value, other) => {
      const lengths = lengthsOf(value, other);
      return lengths === undefined || lengths[0] === lengths[1] + 1;
    },
    must: (other) => `have one element more than "${other}"`,
    mirrored: (option) => `have one element less than "${option}"`,
    sign: (other) => `one longer than ${other}`,
  },
  needs: {
    holds: (value, other) =>
      value === null || value === false || other === true || (typeof other === 'number' && other > 0),
    must: (other) => `go with a "${other}" above 0`,
    mirrored: (option) => `be above 0 with "${option}"`,
    sign: (other) => `with ${other} > 0`,
  },
};

/** Every kind of relation: the names of the fields of an option that say one. */
export const relationKinds = Object.freeze(Object.keys(rules) as RelationKind[]);

const known = new WeakMap<OptionTable, readonly Relation[]>();

/** The relations between the options of a table. Asked for at every eager call, and so remembered. */
export const relationsOf = (table: OptionTable): readonly Relation[] => {
  const before = known.get(table);
  if (before !== undefined) return before;
  const relations = Object.entries(table).flatMap(([option, declared]) =>
    relationKinds.flatMap((kind): readonly Relation[] => {
      const other = (declared as { readonly [K in RelationKind]?: string })[kind];
      return other === undefined ? [] : [{ kind, option, other }];
    }),
  );
  known.set(table, relations);
  return relations;
};

/** A dimension that is not known while compiling travels as a text. */
const isOpen = ({ type }: Option, value: OptionValue): boolean =>
  (type === 'int' || type === 'extents') &&
  (isList(value) ? value : [value]).some((each) => typeof each === 'string');

/** Whether options are to each other as a relation says; true where one of them is missing, or not known yet. */
export const relationHolds = (
  { kind, option, other }: Relation,
  table: OptionTable,
  values: Readonly<Record<string, OptionValue>>,
): boolean => {
  const [value, beside] = [values[option], values[other]];
  if (value === undefined || beside === undefined) return true;
  if (isOpen(table[option]!, value) || isOpen(table[other]!, beside)) return true;
  return rules[kind].holds(value, beside);
};

/** What one of the two options of a relation must do: `be less than "high"`. */
export const relationText = ({ kind, option, other }: Relation, of: string): string =>
  of === option ? rules[kind].must(other) : rules[kind].mirrored(option);

/** What is wrong with the elements of an option by themselves: the end of a sentence that begins with it. */
export const elementProblem = (option: Option, value: OptionValue): string | undefined => {
  switch (option.type) {
    case 'string':
      return typeof value === 'string' && value.length < (option.least ?? 0)
        ? fewProblem(option.least!, 'letter')
        : undefined;
    case 'extents':
    case 'padding':
      return typeof option.axes === 'number' ? axesProblem(option.axes, value) : undefined;
    case 'axes':
      return isList(value) ? twiceProblem(value) : undefined;
    case 'classes':
      if (!isList(value)) return undefined;
      return value.length === 0 ? fewProblem(1, 'element') : twiceProblem(value);
    case 'list': {
      if (!isList(value)) return undefined;
      if (value.length < (option.least ?? 0)) return fewProblem(option.least!, 'element');
      const fall = value.findIndex((each, index) => index > 0 && !(each! > value[index - 1]!));
      if (option.rising === true && fall > 0)
        return `must rise, and ${String(value[fall])} comes after ${String(value[fall - 1])}`;
      return option.distinct === true ? twiceProblem(value) : undefined;
    }
    default:
      return undefined;
  }
};

/** What is wrong with a list that has an element for each of so many axes. A number stands for itself on all of them. */
export const axesProblem = (axes: number, value: OptionValue): string | undefined =>
  isList(value) && value.length !== axes
    ? `must have ${counted(axes, 'element')}, one for each axis, and has ${value.length}`
    : undefined;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const fewProblem = (least: number, what: string): string =>
  least === 1 ? 'must not be empty' : `must have at least ${counted(least, what)}`;

const twiceProblem = (list: readonly OptionValue[]): string | undefined => {
  const seen = new Set<OptionValue>();
  const twice = list.find((each) => seen.size === seen.add(each).size);
  return twice === undefined ? undefined : `must not hold ${JSON.stringify(twice)} twice`;
};

/** What an option must be beside others, and as a list, as short as it can be said: `< high`, `rising`. */
export const optionRules = (option: Option): readonly string[] => {
  const { least, rising, distinct, axes } = option as {
    readonly least?: number;
    readonly rising?: true;
    readonly distinct?: true;
    readonly axes?: number | string;
  };
  const related = option as { readonly [K in RelationKind]?: string };
  return [
    ...relationKinds.flatMap((kind) =>
      related[kind] === undefined ? [] : [rules[kind].sign(related[kind])],
    ),
    ...(least === undefined ? [] : [least === 1 ? 'not empty' : `${least} or more`]),
    ...(rising === true ? ['rising'] : []),
    ...(distinct === true ? ['distinct'] : []),
    ...(typeof axes === 'number' && axes > 1 ? [`lists of ${axes}`] : []),
  ];
};

const signs = { minimum: '≥', above: '>', below: '<', maximum: '≤' } as const;

/** All that an option must be besides its type: `≥ 0`, `< high`. */
export const optionLimits = (option: Option): readonly string[] => {
  const bounds = boundsOf(option);
  return [
    ...(Object.keys(signs) as (keyof typeof signs)[]).flatMap((bound) =>
      bounds[bound] === undefined ? [] : [`${signs[bound]} ${bounds[bound]}`],
    ),
    ...optionRules(option),
  ];
};
