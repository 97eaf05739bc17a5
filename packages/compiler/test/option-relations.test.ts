import { type AnyDefinition, type Option, type OptionTable, relationsOf } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { compileText } from './support/compile.js';
import { entryFile, layerFile, startOf } from './support/entry-file.js';

// What options must be beside each other, beside the dimensions of inputs, and as lists: of every definition that declares such a
// thing there is a call here that is refused where the mistake stands, and is accepted once `wrong` is `right`.

interface Refused {
  readonly file: string;
  /** What is marked: the last time that it stands in the file. */
  readonly wrong: string;
  readonly right: string;
}

const layer = (input: string, call: string, wrong: string, right: string): Refused => ({
  file: layerFile(input, call),
  wrong,
  right,
});
const entry = (kind: AnyDefinition['kind'], call: string, wrong: string, right: string): Refused => ({
  file: entryFile(kind, call),
  wrong,
  right,
});

const each = (
  names: readonly string[],
  refused: (name: string) => readonly (readonly [rule: string, Refused])[],
): Readonly<Record<string, Refused>> =>
  Object.fromEntries(
    names.flatMap((name) => refused(name).map(([rule, example]) => [`layer ${name}: ${rule}`, example])),
  );

const space = '8, 8, 8';
const axesOf = (name: string): number => Number(/\d/u.exec(name)![0]);
const image = (name: string): string => `[${space.slice(0, 3 * axesOf(name) - 2)}, 6]`;

const cases: Readonly<Record<string, Refused>> = {
  ...each(
    ['conv1d', 'conv2d', 'conv3d', 'conv1d_transpose', 'conv2d_transpose', 'conv3d_transpose'],
    (name) => [
      ['groups divides filters', layer(image(name), `${name}(4, 1, groups: 3)`, '3', '2')],
      ['c mod groups == 0', layer(image(name), `${name}(20, 1, groups: 5)`, '5', '2')],
    ],
  ),
  ...each(['avg_pool', 'max_pool'], (name) => [
    ['padding lessThan size', layer('[8, 8, 4]', `${name}(3, padding: [1, 3])`, '[1, 3]', '[1, 2]')],
  ]),
  ...each(
    ['avg_pool', 'max_pool', 'adaptive_avg_pool', 'adaptive_max_pool', 'bed_of_nails', 'resize', 'upsample'],
    (name) => [['rank(space) >= 1', layer('[7]', `${name}(2)`, '[7]', '[7, 4]')]],
  ),
  ...each(['crop', 'pad'], (name) => [['rank(space) >= 1', layer('[7]', `${name}(2)`, '[7]', '[7, 4]')]]),
  ...each(['global_avg_pool', 'global_max_pool', 'instance_norm'], (name) => [
    ['rank(space) >= 1', layer('[7]', name, '[7]', '[7, 4]')],
  ]),
  ...each(['glu', 'geglu', 'swiglu'], (name) => [['c mod 2 == 0', layer('[7]', name, '[7]', '[6]')]]),
  ...each(['sinusoidal_positions'], (name) => [['c mod 2 == 0', layer('[5, 7]', name, '[5, 7]', '[5, 6]')]]),
  'layer max_unpool: padding lessThan size': layer(
    '[4, 4, 6]',
    'max_unpool(padding: 4, positions: x -> upsample(2))',
    '4,',
    '0,',
  ),
  'layer max_unpool: rank(space) >= 1': layer('[7]', 'max_unpool(positions: x)', '[7]', '[1, 4]'),
  'layer attention: not causal or time == places': {
    file: 'model M { input x: [3, 4]\n input k: [5, 4]\n output y = attention(x, k, k, causal: true) }',
    wrong: 'true',
    right: 'false',
  },
  'layer cross_attention: c mod heads == 0': {
    file: 'model M { input x: [3, 4]\n output y = cross_attention(x, x, heads: 5) }',
    wrong: '5',
    right: '2',
  },
  'layer multi_head_attention: c mod heads == 0': layer('[3, 4]', 'multi_head_attention(5)', '5', '2'),
  'layer multi_head_attention: groups divides heads': layer(
    '[3, 4]',
    'multi_head_attention(4, groups: 7)',
    '7',
    '2',
  ),
  'layer multi_head_attention: not rotary or (c // heads) mod 2 == 0': layer(
    '[3, 4]',
    'multi_head_attention(4, rotary: true)',
    'true',
    'false',
  ),
  'layer matrix_product: rank(a) >= 2': {
    file: 'model M { param w: [9]\n input x: [3, 4]\n output y = matrix_product(w, x) }',
    wrong: '[9]',
    right: '[9, 3]',
  },
  'layer matrix_product: rank(b) >= 2': {
    file: 'model M { param w: [4]\n input x: [3, 4]\n output y = matrix_product(x, w) }',
    wrong: '[4]',
    right: '[4, 1]',
  },
  'layer matrix_product: at(a, -1) == at(b, -2)': {
    file: 'model M { param w: [5, 2]\n input x: [3, 4]\n output y = matrix_product(x, w) }',
    wrong: '[5, 2]',
    right: '[4, 2]',
  },
  'layer positional_embedding: time <= length': layer('[5, 6]', 'positional_embedding(4)', '4', '8'),
  'layer group_norm: c mod groups == 0': layer('[5, 6]', 'group_norm(4)', '4', '3'),
  'layer slice: start asLongAs axes': layer(
    '[5, 6]',
    'slice(axes: [0, 1], start: [3], size: [2, 2])',
    '[3]',
    '[3, 3]',
  ),
  'layer slice: size asLongAs axes': layer(
    '[5, 6]',
    'slice(axes: [0], start: [3], size: [2, 2])',
    '[2, 2]',
    '[2]',
  ),
  'layer rrelu: low atMost high': layer('[8]', 'rrelu(low: 0.5, high: 0.25)', '0.5', '0.25'),
  'initializer gate_bias: gate lessThan gates': entry(
    'initializer',
    'gate_bias(gates: 4, gate: 5)',
    '5',
    '3',
  ),
  'initializer random_uniform: low lessThan high': entry(
    'initializer',
    'random_uniform(high: -1)',
    '-1',
    '1',
  ),
  'constraint min_max_norm: low atMost high': entry('constraint', 'min_max_norm(3, 0.5)', '3', '0.5'),
  'loss ctc: blank < c': {
    file: 'model M { input x: [6, 4]\n output y = x -> dense(3) }\ndata D { source: npz("a.npz")\n field x = x\n field label = label }\ntrain R { model: M\n data: D\n epochs: 1\n loss: ctc(y, label, blank: 7)\n optimizer: adam }',
    wrong: '7',
    right: '2',
  },
  'metric iou: class < c': entry('metric', 'iou(class: 7)', '7', '1'),
  'metric top_k: k <= c': entry('metric', 'top_k(k: 7)', '7', '1'),
  'schedule piecewise: boundaries lessThan duration': entry(
    'schedule',
    'piecewise([7, 90], [1, 0.5, 0.1], duration: 80 steps)',
    '[7, 90]',
    '[7, 70]',
  ),
  'schedule piecewise: factors longerThan boundaries': entry(
    'schedule',
    'piecewise([7, 90], [1, 0.5])',
    '[1, 0.5]',
    '[1, 0.5, 0.1]',
  ),
  'optimizer sgd: nesterov needs momentum': entry('optimizer', 'sgd(nesterov: true)', 'true', 'false'),
  'source blobs: classes atMost count': entry('source', 'blobs(count: 5, classes: 6)', '6', '5'),
  'source spirals: classes atMost count': entry('source', 'spirals(count: 5, classes: 6)', '6', '5'),
  'transform min_max: low lessThan high': entry('transform', 'min_max(low: 1)', '1', '0.5'),
  'transform one_of: names needs classes': entry(
    'transform',
    'one_of(["a", "b"], names: "names.txt")',
    '"names.txt"',
    'none',
  ),
  ...Object.fromEntries(
    (['by < h', 'by < w'] as const).map((rule) => [
      `augmentation random_shift: ${rule}`,
      {
        file: `model M { input x: [${rule === 'by < h' ? '4, 40' : '40, 4'}, 1]\n output y = x -> flatten -> dense(2) }\ndata D { source: npz("a.npz")\n field x = x\n field label = label -> one_of(2)\n augment x = random_shift(9) }\ntrain R { model: M\n data: D\n epochs: 1\n loss: cross_entropy\n optimizer: adam }`,
        wrong: '9',
        right: '3',
      },
    ]),
  ),
  'distribution log: from lessThan to': entry('distribution', 'log(0.7, 0.3)', '0.7', '0.2'),
  'distribution uniform: from lessThan to': entry('distribution', 'uniform(0.7, 0.3)', '0.7', '0.2'),
};

interface Ruled {
  readonly kind: string;
  readonly name: string;
  readonly options: OptionTable;
  readonly assert?: readonly string[];
}
const definitions = catalog.definitions as readonly Ruled[];

const declared = definitions.flatMap(({ kind, name, options, assert = [] }) => [
  ...relationsOf(options).map(({ option, kind: is, other }) => `${kind} ${name}: ${option} ${is} ${other}`),
  ...assert.map((condition) => `${kind} ${name}: ${condition}`),
]);

const ruled: ReadonlySet<string> = new Set(['argument-relation', 'argument-elements', 'assertion-failed']);
const mistakes = (file: string) => compileText(file).diagnostics.filter(({ code }) => ruled.has(code));

describe('relations of options', () => {
  it('have an example each that breaks them', () => {
    expect(Object.keys(cases).sort()).toEqual([...declared].sort());
  });

  it.each(Object.entries(cases))('%s', (rule, { file, wrong, right }) => {
    const [mistake, ...others] = mistakes(file);
    expect(others).toEqual([]);
    const isCondition = !/ (lessThan|atMost|divides|asLongAs|longerThan|needs) /u.test(rule);
    expect(mistake?.code).toBe(isCondition ? 'assertion-failed' : 'argument-relation');
    // A condition on inputs alone has no argument to point at.
    const speaksOfOption = Object.keys(optionsOf(rule)).some((option) =>
      new RegExp(`\\b${option}\\b`, 'u').test(rule.slice(rule.indexOf(':'))),
    );
    if (speaksOfOption) expect(mistake?.span?.start).toMatchObject(startOf(file, wrong));
    const at = file.lastIndexOf(wrong);
    expect(mistakes(file.slice(0, at) + right + file.slice(at + wrong.length))).toEqual([]);
  });

  const optionsOf = (rule: string): OptionTable =>
    definitions.find(({ kind, name }) => rule.startsWith(`${kind} ${name}: `))!.options;
});

describe('elements of options', () => {
  const written = (option: Option, count: number): string =>
    `[${Array.from({ length: count }, (_, index) => (option.type === 'list' && option.of === 'string' ? `"${index}"` : index + 1)).join(', ')}]`;
  const wrongLists = (option: Option): readonly string[] => {
    switch (option.type) {
      case 'string':
        return option.least === undefined ? [] : ['""'];
      case 'extents':
      case 'padding':
        return typeof option.axes === 'number'
          ? [option.axes + 1, option.axes - 1].map((count) => written(option, count))
          : [];
      case 'axes':
        return ['[0, 0]'];
      case 'classes':
        return ['[]', '["a", "b", "a"]'];
      case 'list':
        return [
          ...(option.least === undefined ? [] : [written(option, option.least - 1)]),
          ...(option.rising === true ? ['[3, 3]', '[4, 3]'] : []),
          ...(option.distinct === true ? [option.of === 'string' ? '["a", "a"]' : '[3, 3]'] : []),
        ];
      default:
        return [];
    }
  };
  const anything = (option: Option): string => {
    switch (option.type) {
      case 'string':
        return '"a"';
      case 'list':
        return option.of === 'string' ? '["a"]' : '[1]';
      case 'axes':
        return '[0]';
      default:
        return '2';
    }
  };
  const each = definitions.flatMap((definition) =>
    Object.entries(definition.options).flatMap(([name, option]) =>
      wrongLists(option).map((list) => ({ definition, name, option, list })),
    ),
  );

  it('are refused where they stand', () => {
    const accepted = each.flatMap(({ definition: { kind, name: of, options }, name, list }) => {
      const given = Object.entries(options).flatMap(([option, other]) =>
        option === name
          ? [`${option}: ${list}`]
          : other.default === undefined && other.type !== 'initializer'
            ? [`${option}: ${anything(other)}`]
            : [],
      );
      const file = entryFile(kind as AnyDefinition['kind'], `${of}(${given.join(', ')})`);
      const place = startOf(file, `${name}: ${list}`);
      const isRefused = mistakes(file).some(
        ({ code, span }) =>
          code === 'argument-elements' &&
          span?.start.line === place.line &&
          span.start.column === place.column + name.length + 2,
      );
      return isRefused ? [] : [`${of}(${name}: ${list})`];
    });
    expect(accepted).toEqual([]);
    expect(each.length).toBeGreaterThan(60);
  });

  const along = definitions.flatMap(({ kind, name, options }) =>
    Object.entries(options).flatMap(([option, { type, ...rest }]) =>
      (type === 'extents' || type === 'padding') && 'axes' in rest && typeof rest.axes === 'string'
        ? [[kind, name, option] as const]
        : [],
    ),
  );

  it.each(along)('of the %s %s: "%s" has one for each axis', (_kind, name, option) => {
    const { options } = definitions.find((definition) => definition.name === name)!;
    const call = (list: string): string =>
      `${name}(${Object.entries(options)
        .flatMap(([other, { default: usual }]) =>
          other === option ? [`${other}: ${list}`] : usual === undefined ? [`${other}: 3`] : [],
        )
        .join(', ')}${name === 'max_unpool' ? ', positions: x' : ''})`;
    for (const list of ['[1]', '[1, 1, 1]']) {
      const file = layerFile('[8, 8, 4]', call(list));
      expect(mistakes(file).map(({ code }) => code)).toEqual(['argument-elements']);
      expect(mistakes(file)[0]!.span?.start).toMatchObject({
        ...startOf(file, `${option}: ${list}`),
        column: startOf(file, `${option}: ${list}`).column + option.length + 2,
      });
    }
  });

  it('may be counted from either end, and are the same axis then', () => {
    const file = layerFile('[8, 8, 4]', 'sum(axis: [2, -1])');
    expect(mistakes(file).map(({ message }) => message)).toEqual(['"axis" of sum must not hold -1 twice.']);
    expect(mistakes(layerFile('[8, 8, 4]', 'sum(axis: [2, -2])'))).toEqual([]);
  });
});
