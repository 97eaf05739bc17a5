import type { AnyDefinition, Diagnostic, Option } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { compileText } from './support/compile.js';
import { entryFile, startOf } from './support/entry-file.js';

// Every number outside the bounds that its option declares is a mistake where it stands, for every entry of the catalogue.

interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly above?: number;
  readonly below?: number;
}

const numeric = (option: Option): boolean =>
  ['int', 'float', 'extents', 'duration'].includes(option.type) ||
  (option.type === 'list' && option.of !== 'string');

/** Numbers just outside the bounds. */
const outside = (option: Option): readonly number[] => {
  const { minimum, maximum, above, below } = option as Bounds;
  const step = option.type === 'float' || (option.type === 'list' && option.of === 'float') ? 1e-3 : 1;
  return [
    ...(minimum === undefined ? [] : [minimum - step, minimum - 100]),
    ...(maximum === undefined ? [] : [maximum + step, maximum + 100]),
    ...(above === undefined ? [] : [above, above - step]),
    ...(below === undefined ? [] : [below, below + step]),
  ];
};

/** A number within the bounds. */
const inside = (option: Option): number => {
  const { minimum, maximum, above, below } = option as Bounds;
  const low = minimum ?? above;
  const high = maximum ?? below;
  if (low !== undefined && high !== undefined) return minimum ?? (low + high) / 2;
  return minimum ?? maximum ?? (above !== undefined ? above + 1 : below !== undefined ? below - 1 : 1);
};

const written = (option: Option, value: number): string => {
  if (option.type === 'list') return `[${value}]`;
  return option.type === 'duration' ? `${value} steps` : String(value);
};

/** Something for an option that must be given, so that only the number in question is wrong. */
const anything = (option: Option): string => {
  if (numeric(option)) return written(option, inside(option));
  switch (option.type) {
    case 'choice':
      return option.choices[0]!;
    case 'bool':
      return 'true';
    case 'list':
    case 'axes':
      return option.type === 'list' ? '["a"]' : '[0]';
    case 'string':
      return '"a"';
    case 'axis':
      return '0';
    case 'initializer':
      return 'zeros';
    default:
      return '2';
  }
};

const callWith = ({ name, options }: AnyDefinition, of: string, text: string): string => {
  const given = Object.entries(options as Readonly<Record<string, Option>>).flatMap(([option, each]) =>
    option === of
      ? [`${option}: ${text}`]
      : each.default === undefined
        ? [`${option}: ${anything(each)}`]
        : [],
  );
  return `${name}(${given.join(', ')})`;
};

const rangeMistakes = (file: string): readonly Diagnostic[] =>
  compileText(file).diagnostics.filter(({ code }) => code === 'argument-range');

const bounded = catalog.definitions.flatMap((definition) =>
  Object.entries(definition.options as Readonly<Record<string, Option>>)
    .filter(([, option]) => numeric(option))
    .map(([name, option]) => ({ definition: definition as AnyDefinition, name, option })),
);

/** Options that may be any number, and why. */
const unbounded: readonly (readonly [pattern: RegExp, because: string])[] = [
  [/^layer (constant|pad|threshold) value$/, 'a value, and not a setting'],
  [/^layer threshold threshold$/, 'a place on the axis of values'],
  [/^metric \w+ threshold$/, 'a place on the axis of scores'],
  [/^transform pad with$/, 'a token, or a number that is none'],
  [/^augmentation \w+ fill$/, 'a value of a pixel'],
  [/^(layer rescale|transform scale) (by|offset)$/, 'arithmetic'],
  [
    /^layer (reshape to|slice start|slice size)$/,
    '−1 has a meaning, and shapes are checked by their equations',
  ],
  [
    /^(initializer random_uniform|transform min_max|distribution (uniform|log)) (low|high|from|to)$/,
    'ends of a range',
  ],
  [/^initializer (constant value|gate_bias value|identity gain)$/, 'what weights start from'],
  [/^initializer (random|truncated)_normal mean$/, 'a mean'],
  [/^layer (leaky_relu slope|rrelu low|rrelu high|swish beta)$/, 'a slope, which may fall'],
  [/^layer local_response_norm beta$/, 'an exponent; 0 and below undo the norm, and do no harm'],
];

describe('bounds of options', () => {
  it('are there for every number, or named here with a reason', () => {
    const open = bounded
      .filter(({ option }) => outside(option).length === 0)
      .map(({ definition: { kind, name: of }, name }) => `${kind} ${of} ${name}`);
    expect(open.filter((each) => !unbounded.some(([pattern]) => pattern.test(each)))).toEqual([]);
    // A reason that nothing needs is one that was forgotten here.
    expect(unbounded.filter(([pattern]) => !open.some((each) => pattern.test(each)))).toEqual([]);
  });

  const cases = bounded.filter(({ option }) => outside(option).length > 0);
  it.each([...new Set(cases.map(({ definition }) => definition.kind))])(
    'of every %s are kept, and what is outside is reported where it stands',
    (kind) => {
      const wrong: string[] = [];
      for (const { definition, name, option } of cases.filter((each) => each.definition.kind === kind)) {
        for (const value of outside(option)) {
          const text = written(option, value);
          const file = entryFile(kind, callWith(definition, name, text));
          const [mistake] = rangeMistakes(file);
          const place = startOf(file, `${name}: ${text}`);
          const start = { ...place, column: place.column + name.length + 2 };
          const found = mistake?.span?.start;
          if (mistake?.severity !== 'error' || found?.line !== start.line || found.column !== start.column)
            wrong.push(`${definition.name}(${name}: ${text}): ${mistake?.message ?? 'no diagnostic'}`);
        }
        const allowed = written(option, inside(option));
        const [unexpected] = rangeMistakes(entryFile(kind, callWith(definition, name, allowed)));
        if (unexpected !== undefined)
          wrong.push(`${definition.name}(${name}: ${allowed}): ${unexpected.message}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});
