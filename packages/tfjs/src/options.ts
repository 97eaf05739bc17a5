import {
  axesProblem,
  boundsOf,
  boundsText,
  elementProblem,
  inputDeclaration,
  type LayerDefinition,
  type Option,
  type OptionTable,
  type OptionsOf,
  type OptionValue,
  type ParameterTable,
  printOption,
  relationHolds,
  relationsOf,
  relationText,
  type Shape,
  within,
} from '@neurite/contract';

/** Options that have a default may be left out; where a layer has parameters, so may those that their shapes tell. */
export type OptionArguments<O extends OptionTable, CanInfer extends boolean = false> = CanInfer extends true
  ? Partial<OptionsOf<O>>
  : { readonly [K in keyof O as O[K] extends { readonly default: unknown } ? never : K]: OptionsOf<O>[K] } & {
      readonly [K in keyof O as O[K] extends { readonly default: unknown } ? K : never]?: OptionsOf<O>[K];
    };

/** The options argument of a call: required only where an option in it is. */
export type OptionRest<A> = Record<never, never> extends A ? [options?: A] : [options: A];

type Values = Readonly<Record<string, OptionValue | undefined>>;

const isWhole = (option: Option): boolean =>
  option.type === 'list' ? option.of === 'int' : option.type !== 'float';

/** What is wrong with a number: the end of a sentence that begins with its option. */
const numberProblem = (option: Option, value: number): string | undefined => {
  const bounds = boundsOf(option);
  if (!Number.isFinite(value)) return `must be a finite number, not ${value}`;
  if (!within(value, bounds)) return `must be ${boundsText(bounds)}, not ${value}`;
  return isWhole(option) && !Number.isInteger(value) ? `must be a whole number, not ${value}` : undefined;
};

const check = (owner: string, name: string, option: Option, value: OptionValue): void => {
  let problem = elementProblem(option, value);
  for (const each of Array.isArray(value) ? value : [value])
    if (typeof each === 'number') problem ??= numberProblem(option, each);
  if (problem !== undefined) throw new RangeError(`Option "${name}" of ${owner} ${problem}.`);
};

/** What a table says, put in order once: calls are many, tables few. */
interface Plan {
  /** Without initializers: they fill parameters before training, and eager calls are given parameters. */
  readonly options: readonly (readonly [name: string, option: Option])[];
  /** Lists with an element for each of the axes of that name. */
  readonly alongAxes: readonly (readonly [name: string, axes: string])[];
}

const plans = new WeakMap<OptionTable, Plan>();

const planOf = (table: OptionTable): Plan => {
  const entries = Object.entries(table);
  const found = plans.get(table) ?? {
    options: entries.filter(([, { type }]) => type !== 'initializer'),
    alongAxes: entries.flatMap(([name, option]) =>
      'axes' in option && typeof option.axes === 'string' ? [[name, option.axes] as const] : [],
    ),
  };
  plans.set(table, found);
  return found;
};

const checkRelations = (
  owner: string,
  table: OptionTable,
  values: Readonly<Record<string, OptionValue>>,
): void => {
  const broken = relationsOf(table).find((relation) => !relationHolds(relation, table, values));
  if (broken === undefined) return;
  const { option, other } = broken;
  throw new RangeError(
    `Option "${option}" of ${owner} must ${relationText(broken, option)}: it is ${printOption(values[option]!)}, and "${other}" is ${printOption(values[other]!)}.`,
  );
};

/**
 * The options of a definition, complete: as given, else as the shapes of parameters tell, else the default.
 *
 * @throws RangeError for an option that does not exist, is missing, is out of its bounds, or does not fit another one.
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
  const complete: Record<string, OptionValue> = {};
  for (const [name, option] of planOf(table).options) {
    const said = (given as Values)[name] ?? inferred[name];
    const value = said ?? option.default;
    if (value === undefined) throw new RangeError(`${owner} needs the option "${name}".`);
    if (said !== undefined) check(owner, name, option, said);
    complete[name] = value;
  }
  checkRelations(owner, table, complete);
  return complete as OptionsOf<O>;
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

/**
 * Checks lists that have an element for each spatial axis against the tensors whose axes they are.
 *
 * @throws RangeError for a list that is too short or too long.
 */
export const checkAxes = (
  { name: owner, options: table, inputs }: Pick<LayerDefinition, 'name' | 'options' | 'inputs'>,
  options: Readonly<Record<string, OptionValue>>,
  given: Readonly<Record<string, unknown>>,
): void => {
  for (const [name, axes] of planOf(table).alongAxes) {
    const value = options[name];
    if (!Array.isArray(value)) continue;
    for (const [input, declared] of Object.entries(inputs)) {
      const items = itemsOf(inputDeclaration(declared).shape);
      const tensor = given[input] as { readonly rank: number } | undefined;
      if (tensor === undefined) continue;
      const problem = items.includes(`...${axes}`)
        ? axesProblem(tensor.rank - (items.length - 1), value)
        : undefined;
      if (problem !== undefined) throw new RangeError(`Option "${name}" of ${owner} ${problem}.`);
    }
  }
};

/** What an axis of a parameter tells: its extent is so many times an option, or the value of a list at some place. */
interface Telling {
  readonly option: string;
  readonly factor: number;
  readonly place: number | undefined;
  /** The axis, counted from the end where others of any number stand before it. */
  readonly axis: number;
}

/** `units`, `4 * units` and `at(kernel, 1)` name an option whose value the extent tells. */
const tellingsOf = (shape: string, table: OptionTable): readonly Telling[] => {
  const items = itemsOf(shape);
  return items.flatMap((item, index) => {
    const axis = items.slice(0, index).some((other) => other.startsWith('...'))
      ? index - items.length
      : index;
    const [, factor = '1', name] = /^(?:(\d+) \* )?([\p{L}_][\p{L}\p{N}_]*)$/u.exec(item) ?? [];
    const [, list, place] = /^at\(([\p{L}_][\p{L}\p{N}_]*), (\d+)\)$/u.exec(item) ?? [];
    const option = name ?? list;
    if (option === undefined || !Object.hasOwn(table, option)) return [];
    return [{ option, factor: Number(factor), place: place === undefined ? undefined : Number(place), axis }];
  });
};

interface Parameter {
  readonly name: string;
  /** An option that is false where the parameter is not given. */
  readonly when: string | undefined;
  readonly tellings: readonly Telling[];
}

const parameterTables = new WeakMap<ParameterTable, readonly Parameter[]>();

const parametersOf = (parameters: ParameterTable, table: OptionTable): readonly Parameter[] => {
  const found =
    parameterTables.get(parameters) ??
    Object.entries(parameters).map(([name, { shape, when }]) => ({
      name,
      when: when !== undefined && table[when]?.type === 'bool' ? when : undefined,
      tellings: tellingsOf(shape, table),
    }));
  parameterTables.set(parameters, found);
  return found;
};

/** What parameters tell of options: `units` by the extents of a kernel, `bias: false` by a bias that is not given. */
export const inferOptions = (
  { options, parameters }: { readonly options: OptionTable; readonly parameters: ParameterTable },
  given: Readonly<Record<string, { readonly shape: Shape } | undefined>>,
): Values => {
  const found: Record<string, OptionValue> = {};
  for (const { name, when, tellings } of parametersOf(parameters, options)) {
    const tensor = given[name];
    if (tensor === undefined) {
      if (when !== undefined) found[when] = false;
      continue;
    }
    for (const { option, factor, place, axis } of tellings) {
      const extent = tensor.shape.at(axis);
      if (extent === undefined) continue;
      const value = extent / factor;
      found[option] =
        place === undefined ? value : [...((found[option] as readonly number[] | undefined) ?? []), value];
    }
  }
  return found;
};
