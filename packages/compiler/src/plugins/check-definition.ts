import { type Kind, type Option, relationKinds } from '@neurite/contract';
import { parseExpression, parseShape } from '@neurite/language';

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (text: unknown): boolean => typeof text === 'string' && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text);
const isText = (value: unknown): value is string => typeof value === 'string';

/** What a package may add, and what each such definition must at least be able to do. */
const functionsOf: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  layer: ['apply'],
  initializer: ['initialize'],
  regularizer: ['penalty'],
  constraint: ['project'],
  loss: ['apply'],
  metric: ['accumulate'],
  optimizer: [],
  schedule: ['factor'],
  source: ['open'],
  transform: [],
  augmentation: [],
  pretraining: ['objective'],
};

const optionTypes: ReadonlySet<unknown> = new Set<Option['type']>([
  'int',
  'float',
  'bool',
  'string',
  'choice',
  'extents',
  'padding',
  'axis',
  'axes',
  'list',
  'classes',
  'initializer',
  'duration',
  'monitor',
]);

/** Tables of shapes that a definition of a kind has: the texts are read when it is used. */
const shapeTables: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  layer: ['inputs', 'outputs', 'parameters', 'state'],
  transform: ['inputs', 'outputs'],
  augmentation: ['inputs'],
};

/** What is wrong with a definition that a file describes; undefined where nothing is. */
export const checkDefinition = (definition: Table): string | undefined => {
  const { kind, name, version, summary, options, functions } = definition;
  const needed = isText(kind) && Object.hasOwn(functionsOf, kind) ? functionsOf[kind as Kind] : undefined;
  if (needed === undefined) return 'is of no kind that a package can add';
  if (!isName(name)) return 'has no name that the language can read';
  if (!Number.isSafeInteger(version)) return 'has no version';
  if (!isText(summary) || summary === '') return 'has no summary';
  if (!isTable(options)) return 'has no options';
  if (!Array.isArray(functions) || !functions.every(isName)) return 'does not say which functions it has';
  const lacking = needed.find((key) => !functions.includes(key));
  if (lacking !== undefined) return `has no function "${lacking}"`;
  const hidden = functions.find((key) => Object.hasOwn(definition, key as string) || key === 'constructor');
  if (hidden !== undefined) return `says that "${hidden}" is data and a function`;
  for (const [option, declaration] of Object.entries(options)) {
    const problem = isTable(declaration) ? checkOption(declaration, options) : 'is no object';
    if (problem !== undefined) return `has the option "${option}", which ${problem}`;
  }
  for (const table of shapeTables[kind as Kind] ?? []) {
    const problem = checkShapes(definition[table], options);
    if (problem !== undefined) return `has "${table}", where ${problem}`;
  }
  if (kind === 'layer' && Object.keys(definition['outputs'] as Table).length === 0) return 'has no outputs';
  if (kind === 'loss' || kind === 'metric') {
    const { signatures } = definition;
    if (!Array.isArray(signatures) || signatures.length === 0) return 'has no signatures';
    const problem = signatures
      .map((table) => checkShapes(table, options))
      .find((found) => found !== undefined);
    if (problem !== undefined) return `has signatures, where ${problem}`;
  }
  const conditions = [...listOf(definition['assert']), definition['macs']].filter(
    (text) => text !== undefined,
  );
  return conditions.every(isExpression) ? undefined : 'has an assertion or a count that cannot be read';
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const boundNames = ['minimum', 'maximum', 'above', 'below', 'least'] as const;

const checkOption = (option: Table, options: Table): string | undefined => {
  if (!optionTypes.has(option['type'])) return 'has no type that there is';
  if (!isText(option['doc'])) return 'says nothing of itself';
  const isNumber = (value: unknown): boolean => value === undefined || typeof value === 'number';
  if (!boundNames.every((bound) => isNumber(option[bound]))) return 'has a bound that is no number';
  const others = relationKinds.map((kind) => option[kind]).filter((other) => other !== undefined);
  if (!others.every((other) => isText(other) && Object.hasOwn(options, other)))
    return 'speaks of an option that there is not';
  const { type, axes } = option;
  if (type === 'extents' || type === 'padding') {
    const isCount = Number.isSafeInteger(axes) && (axes as number) > 0;
    if (!isCount && !isName(axes)) return 'does not say for which axes it is';
  }
  const isChoice = option['type'] === 'choice';
  return isChoice && !(Array.isArray(option['choices']) && option['choices'].every(isText))
    ? 'has no choices'
    : undefined;
};

const checkShapes = (table: unknown, options: Table): string | undefined => {
  if (!isTable(table)) return 'there is no table';
  for (const [name, entry] of Object.entries(table)) {
    const shape = isTable(entry) ? entry['shape'] : entry;
    if (!isText(shape) || parseShape(shape).diagnostics.length > 0) return `"${name}" has no shape`;
    if (!isTable(entry)) continue;
    const { initializer, fanIn, fanOut, when, below } = entry;
    if (below !== undefined && !(isText(below) && Object.hasOwn(options, below)))
      return `"${name}" is below an option that there is not`;
    if (![initializer, fanIn, fanOut, when].every((text) => text === undefined || isExpression(text)))
      return `"${name}" has an initializer, fan or condition that cannot be read`;
  }
  return undefined;
};

const isExpression = (text: unknown): boolean =>
  isText(text) && parseExpression(text).diagnostics.length === 0;
