import type { AnyDefinition, Kind } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';

// What each entry of the catalogue says of itself: formula, bounds, references, awkward points, what goes well with it. The harness asks
// only what anybody's plugin must say; here it is asked for more.

interface Bounded {
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly above?: number;
  readonly below?: number;
}

const definitions = catalog.definitions as readonly AnyDefinition[];
const keyOf = ({ kind, name }: AnyDefinition): string => `${kind} ${name}`;

/** The entries of which something is so, by kind and name. */
const entriesWhere = (isSo: (definition: AnyDefinition) => boolean): readonly string[] =>
  definitions.filter(isSo).map(keyOf);

/** Kinds, and families of layers. */
const groupOf = (definition: AnyDefinition): string =>
  definition.kind === 'layer' ? definition.family : definition.kind;

it('formulas: all but what reads files or texts, or walks through a search', () => {
  const without: readonly Kind[] = ['source', 'strategy', 'distribution', 'transform'];
  expect(entriesWhere(({ kind, formula }) => !without.includes(kind) && !formula)).toEqual([]);
});

describe('what goes well with an entry, or against it', () => {
  it('is told of all but arithmetic and its like', () => {
    const plain = ['arithmetic', 'merge', 'shape', 'metric', 'source', 'augmentation', 'transform'];
    const isSilent = (definition: AnyDefinition) =>
      !plain.includes(groupOf(definition)) && !definition.description;
    expect(entriesWhere(isSilent)).toEqual([]);
  });

  it('is there where traits name it', () => {
    const isThere = (name: string) => definitions.some((each) => each.name === name);
    const isLost = (definition: AnyDefinition) =>
      definition.kind === 'layer' &&
      definition.activation !== undefined &&
      ![...(definition.activation.goesWith ?? []), definition.activation.initializer].every(isThere);
    expect(entriesWhere(isLost)).toEqual([]);
  });

  it('is there where texts name it', () => {
    const words = [
      'same',
      'valid',
      'none',
      'auto',
      'kernel',
      'clip',
      'average',
      'regularize',
      'schedule',
      'loss',
    ];
    // A word of PyTorch, by which its users find what is here.
    const known = new Set([...words, 'align_corners', ...definitions.map(({ name }) => name)]);
    const lost = definitions.flatMap((definition) => {
      const { summary, description = '', options } = definition;
      const tables: readonly object[] = [
        options,
        ...('inputs' in definition ? [definition.inputs] : []),
        ...('outputs' in definition ? [definition.outputs] : []),
        ...('parameters' in definition ? [definition.parameters] : []),
        ...('signatures' in definition ? definition.signatures : []),
      ];
      const choices = Object.values(options).flatMap((option) =>
        option.type === 'choice' ? option.choices : [],
      );
      const own = new Set([...tables.flatMap(Object.keys), ...choices]);
      return [...`${summary} ${description}`.matchAll(/`([a-z][a-z0-9_]+)(?:\([^`]*\))?`/g)]
        .map(([, name]) => name!)
        .filter((name) => !known.has(name) && !own.has(name))
        .map((name) => `${keyOf(definition)}: ${name}`);
    });
    expect(lost).toEqual([]);
  });
});

describe('options that are numbers', () => {
  // Of any size and sign.
  const any = new Set([
    'layer constant.value',
    'layer rescale.by',
    'layer rescale.offset',
    'layer pad.value',
    'layer leaky_relu.slope',
    'layer rrelu.low',
    'layer rrelu.high',
    'layer swish.beta',
    'layer threshold.threshold',
    'layer threshold.value',
    'layer local_response_norm.beta',
    'initializer constant.value',
    'initializer gate_bias.value',
    'initializer identity.gain',
    'initializer random_normal.mean',
    'initializer random_uniform.low',
    'initializer random_uniform.high',
    'initializer truncated_normal.mean',
    'augmentation cutout.fill',
    'augmentation random_rotate.fill',
    'augmentation random_shift.fill',
    'transform min_max.low',
    'transform min_max.high',
    'transform pad.with',
    'transform scale.by',
    'transform scale.offset',
    'distribution uniform.from',
    'distribution uniform.to',
    'metric accuracy.threshold',
    'metric f1.threshold',
    'metric false_negatives.threshold',
    'metric false_positives.threshold',
    'metric iou.threshold',
    'metric mean_iou.threshold',
    'metric precision.threshold',
    'metric recall.threshold',
    'metric true_negatives.threshold',
    'metric true_positives.threshold',
  ]);
  const numbers = definitions.flatMap((definition) =>
    Object.entries(definition.options).flatMap(([name, option]) => {
      const isNumber = ['int', 'float', 'extents', 'duration'].includes(option.type);
      return isNumber ? [{ key: `${keyOf(definition)}.${name}`, option: option as Bounded }] : [];
    }),
  );

  it('have bounds, or may be any number', () => {
    const isBounded = ({ minimum, maximum, above, below }: Bounded) =>
      [minimum, maximum, above, below].some((bound) => bound !== undefined);
    const unbounded = numbers.filter(({ option }) => !isBounded(option)).map(({ key }) => key);
    expect(unbounded.sort()).toEqual([...any].sort());
  });

  it('have defaults within their bounds', () => {
    const isOutside = ({ default: usual, minimum, maximum, above, below }: Bounded) =>
      typeof usual === 'number' &&
      ((minimum !== undefined && usual < minimum) ||
        (maximum !== undefined && usual > maximum) ||
        (above !== undefined && usual <= above) ||
        (below !== undefined && usual >= below));
    expect(numbers.filter(({ option }) => isOutside(option)).map(({ key }) => key)).toEqual([]);
  });
});

it('references: all but what is elementary, or comes from no paper', () => {
  const elementary = [
    'arithmetic',
    'merge',
    'shape',
    'source',
    'distribution',
    'transform',
    'metric',
    'schedule',
  ];
  const old = new Set([
    ...['exponential', 'identity', 'linear', 'log_sigmoid', 'log_softmax', 'sigmoid', 'tanh_shrink'].map(
      (name) => `layer ${name}`,
    ),
    ...['constant', 'ones', 'zeros', 'random_normal', 'random_uniform', 'truncated_normal'].map(
      (name) => `initializer ${name}`,
    ),
    'constraint min_max_norm',
    'constraint unit_norm',
    ...[
      'binary_cross_entropy',
      'cosine_similarity',
      'log_cosh',
      'mean_absolute_error',
      'mean_absolute_percentage_error',
      'mean_squared_error',
      'mean_squared_logarithmic_error',
    ].map((name) => `loss ${name}`),
    'augmentation brightness',
    'augmentation contrast',
    'strategy grid',
  ]);
  const isWithout = (definition: AnyDefinition) =>
    !elementary.includes(groupOf(definition)) && !definition.references?.length;
  expect([...entriesWhere(isWithout)].sort()).toEqual([...old].sort());
});

it('activations: where they end, where they saturate, and what they do at awkward points', () => {
  const isVague = (definition: AnyDefinition) => {
    if (definition.kind !== 'layer' || definition.family !== 'activation') return false;
    const { range, saturates, awkward } = definition.activation!;
    return !/^[[({].+[\])]/.test(range) || !saturates || !awkward;
  };
  expect(entriesWhere(isVague)).toEqual([]);
});
