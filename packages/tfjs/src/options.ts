import type { Option, OptionTable, OptionsOf, OptionValue, ParameterTable, Shape } from '@neurite/contract';

/** Options that have a default may be left out; where a layer has parameters, so may those that their shapes tell. */
export type OptionArguments<O extends OptionTable, CanInfer extends boolean = false> = CanInfer extends true
  ? Partial<OptionsOf<O>>
  : { readonly [K in keyof O as O[K] extends { readonly default: unknown } ? never : K]: OptionsOf<O>[K] } & {
      readonly [K in keyof O as O[K] extends { readonly default: unknown } ? K : never]?: OptionsOf<O>[K];
    };

/** The options argument of a call: required only where an option in it is. */
export type OptionRest<A> = Record<never, never> extends A ? [options?: A] : [options: A];

type Values = Readonly<Record<string, OptionValue | undefined>>;

const bounds = (option: Option): readonly (readonly [fails: (value: number) => boolean, text: string])[] => {
  const { minimum, maximum, above, below } = option as {
    readonly [K in 'minimum' | 'maximum' | 'above' | 'below']?: number;
  };
  return [
    [(value) => minimum !== undefined && value < minimum, `at least ${minimum}`],
    [(value) => maximum !== undefined && value > maximum, `at most ${maximum}`],
    [(value) => above !== undefined && value <= above, `above ${above}`],
    [(value) => below !== undefined && value >= below, `below ${below}`],
  ];
};

const check = (owner: string, name: string, option: Option, value: OptionValue): void => {
  for (const each of Array.isArray(value) ? value : [value]) {
    if (typeof each !== 'number') continue;
    const broken = bounds(option).find(([fails]) => fails(each));
    if (broken !== undefined)
      throw new RangeError(`Option "${name}" of ${owner} must be ${broken[1]}, not ${each}.`);
  }
};

/**
 * The options of a definition, complete: as given, else as the shapes of parameters tell, else the default.
 *
 * @throws RangeError for an option that does not exist, is missing, or is out of its bounds.
 */
export const completeOptions = <O extends OptionTable>(
  { name: owner, options: table }: { readonly name: string; readonly options: O },
  given: object,
  inferred: Values = {},
): OptionsOf<O> => {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(table, name));
  if (unknown !== undefined) {
    const known = Object.keys(table).map((name) => `"${name}"`);
    const list = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
    throw new RangeError(`${owner} has no option "${unknown}": ${list}.`);
  }
  const complete = Object.entries(table).flatMap(([name, option]) => {
    // Initializers fill parameters before training; eager calls are given parameters.
    if (option.type === 'initializer') return [];
    const value = (given as Values)[name] ?? inferred[name] ?? option.default;
    if (value === undefined) throw new RangeError(`${owner} needs the option "${name}".`);
    check(owner, name, option, value);
    return [[name, value] as const];
  });
  return Object.fromEntries(complete) as OptionsOf<O>;
};

/** The items of a shape in the dimension grammar: `[c, 4 * units]` → `c`, `4 * units`. Commas within parentheses belong to an item. */
const itemsOf = (shape: string): readonly string[] => {
  const inner = shape.slice(shape.indexOf('[') + 1, shape.lastIndexOf(']'));
  const items: string[] = [''];
  let depth = 0;
  for (const letter of inner) {
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === ',' && depth === 0) items.push('');
    else items[items.length - 1] += letter;
  }
  return items.map((item) => item.trim());
};

/** `units`, `4 * units` and `at(kernel, 1)` name an option whose value the extent tells. */
const told = (
  item: string,
  extent: number,
): readonly [name: string, value: number, index?: number] | undefined => {
  const [, factor = '1', name] = /^(?:(\d+) \* )?([\p{L}_][\p{L}\p{N}_]*)$/u.exec(item) ?? [];
  if (name !== undefined) return [name, extent / Number(factor)];
  const [, list, index] = /^at\(([\p{L}_][\p{L}\p{N}_]*), (\d+)\)$/u.exec(item) ?? [];
  return list === undefined ? undefined : [list, extent, Number(index)];
};

/** What parameters tell of options: `units` by the extents of a kernel, `bias: false` by a bias that is not given. */
export const inferOptions = (
  { options: table, parameters }: { readonly options: OptionTable; readonly parameters: ParameterTable },
  given: Readonly<Record<string, { readonly shape: Shape } | undefined>>,
): Values => {
  const found: Record<string, OptionValue> = {};
  for (const [name, { shape, when }] of Object.entries(parameters)) {
    const tensor = given[name];
    if (tensor === undefined) {
      if (when !== undefined && table[when]?.type === 'bool') found[when] = false;
      continue;
    }
    const items = itemsOf(shape);
    items.forEach((item, index) => {
      const isBehindPack = items.slice(0, index).some((other) => other.startsWith('...'));
      const extent = isBehindPack ? tensor.shape.at(index - items.length) : tensor.shape[index];
      const telling = extent === undefined ? undefined : told(item, extent);
      if (telling === undefined || !Object.hasOwn(table, telling[0])) return;
      const [option, value, place] = telling;
      found[option] =
        place === undefined ? value : [...((found[option] as readonly number[] | undefined) ?? []), value];
    });
  }
  return found;
};
