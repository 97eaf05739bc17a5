import {
  type AnyDefinition,
  activation,
  failure,
  initializer,
  layer,
  reporter,
  success,
} from '@neurite/contract';
import { summarise, writePluginCatalog } from '../src/index.js';
import { compileText } from './support/compile.js';

const extra = activation({
  name: 'soft_step',
  summary: 'x / (1 + |x|), moved.',
  formula: 'x / (1 + |x|)',
  options: {},
  activation: {
    range: '(−1, 1)',
    zeroCentred: true,
    saturates: 'both sides',
    cost: 'comparison',
    initializer: 'small',
  },
  apply: (x, { ops }) => ops.div(x, ops.add(1, ops.abs(x))),
});
const small = initializer({
  name: 'small',
  summary: 'Small numbers.',
  options: { scale: { type: 'float', default: 0.01, minimum: 0, doc: 'How small.' } },
  initialize: ({ shape }, { random }) =>
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0.01 * random.normal()),
  draw: (shape, { random }) => random('u', shape),
});
const scale = layer({
  name: 'scale_by',
  family: 'core',
  summary: 'x · s.',
  options: {},
  inputs: { x: '[...s, c]' },
  outputs: { y: '[...s, c]' },
  parameters: { factor: { shape: '[c]', initializer: 'small(scale: 0.5)', fanIn: 'c', fanOut: 'c' } },
  apply: ({ x }, { ops, parameters }) => ({ outputs: { y: ops.mul(x, parameters.factor) } }),
});
const definitions = [extra, small, scale] as readonly AnyDefinition[];
const written = (name = 'neurite-extra', given = definitions): string =>
  writePluginCatalog(name, './definitions.js', given);

const report = reporter({ gone: { severity: 'error', message: () => 'It is gone.' } });
const compiled = (text: string, files: Readonly<Record<string, string>> = { 'neurite-extra': written() }) =>
  compileText(text, {
    packages: (name) => (Object.hasOwn(files, name) ? success(files[name]!) : failure(report('gone', {}))),
  });
const found = (text: string, files?: Readonly<Record<string, string>>): readonly string[] =>
  compiled(text, files).diagnostics.map(({ code }) => code);

const net = (use: string): string =>
  `${use}\nmodel Net { input x: [4]  noise e: [4] = small  output y = x + e -> PLACE }`;
const good = (use = 'use "neurite-extra"'): string =>
  net(use).replace('x + e -> PLACE', '(x + e) -> dense(3) -> soft_step -> scale_by');

describe('use', () => {
  it('adds the names of a package, with what they declare', () => {
    const compilation = compiled(good());
    expect(compilation.diagnostics).toEqual([]);
    expect(compilation.packages).toEqual(['neurite-extra']);
    const graph = compilation.graph();
    if (!graph.ok) throw new Error('no graph');
    const { layers } = summarise(graph.value, compilation.catalog);
    expect(layers.map(({ kind, initializer: chosen }) => [kind, chosen])).toEqual([
      ['small', null],
      ['add', null],
      ['dense', 'small (asked for by soft_step)'],
      ['soft_step', null],
      ['scale_by', 'small (the default of scale_by)'],
    ]);
  });

  it('is not needed for what nobody names, and names nothing that is not used', () => {
    expect(found(good(''))).toEqual(expect.arrayContaining(['unknown-name']));
    expect(compiled('model Net { input x: [4]  output y = x -> dense(3) }').packages).toEqual([]);
  });

  it('says in recipes what a run has to import', () => {
    const recipe = compiled(`use "neurite-extra"
      model Net { input point: [2]  output scores = point -> dense(2) -> scale_by }
      data Moons { source: moons(20)  field label = label -> one_of(2) }
      train Run { model: Net  data: Moons  loss: cross_entropy  optimizer: adam  epochs: 1 }`).recipe();
    expect(recipe.ok && recipe.value.packages).toEqual(['neurite-extra']);
  });

  it('runs nothing of a package', () => {
    const { catalog } = compiled(good());
    expect(() =>
      catalog.get('initializer', 'small')!.initialize({ shape: [1], fanIn: 1, fanOut: 1 }, {} as never),
    ).toThrow('neurite-extra');
  });

  it('once and again is once', () => {
    expect(found(good('use "neurite-extra" use "neurite-extra"'))).toEqual([]);
  });

  it('reports what the caller says of a package that is not there', () => {
    const [diagnostic] = compiled(
      'use "nowhere"\nmodel Net { input x: [4]  output y = x -> relu }',
    ).diagnostics;
    expect(diagnostic).toMatchObject({ code: 'gone', span: { start: { line: 1, column: 5 } } });
    expect(compileText(good()).diagnostics.map(({ code }) => code)).toContain('packages-unavailable');
  });

  it.each(['', './blocks.nn', '../secret', '/etc/passwd', '.hidden', 'a/b', '@/x', 'a b', '__proto__/x'])(
    'refuses the name "%s"',
    (name) => {
      expect(found(`use "${name}"\nmodel Net { input x: [4]  output y = x -> relu }`)).toEqual([
        'package-name',
      ]);
    },
  );

  it('refuses a name that the catalog or another package has', () => {
    const plain = 'model Net { input x: [4]  output y = x -> relu }';
    const clashing = written('neurite-extra', [
      { ...extra, name: 'relu' },
      small,
    ] as readonly AnyDefinition[]);
    expect(found(`use "neurite-extra"\n${plain}`, { 'neurite-extra': clashing })).toEqual(['plugin-clash']);
    const files = {
      one: written('one', [small] as readonly AnyDefinition[]),
      two: written('two', [small] as readonly AnyDefinition[]),
    };
    expect(compiled(`use "one"\nuse "two"\n${plain}`, files).diagnostics).toMatchObject([
      { code: 'plugin-clash', span: { start: { line: 2 } } },
    ]);
  });

  const edited = (
    edit: (content: { [key: string]: unknown; definitions: { [key: string]: unknown }[] }) => void,
  ): string => {
    const content = JSON.parse(written()) as Parameters<typeof edit>[0];
    edit(content);
    return JSON.stringify(content);
  };
  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['null', 'null'],
    ['another format', edited((file) => (file['format'] = 2))],
    ['another package', edited((file) => (file['package'] = 'other'))],
    ['a module outside', edited((file) => (file['module'] = './../evil.js'))],
    ['an absolute module', edited((file) => (file['module'] = '/evil.js'))],
    ['a module that is no text', edited((file) => (file['module'] = 3))],
    ['no definitions', edited((file) => delete (file as { definitions?: unknown }).definitions)],
    ['a definition that is no object', edited((file) => file.definitions.push(3 as never))],
    ['a definition that is there twice', edited((file) => file.definitions.push(file.definitions[0]!))],
    ['a kind that is none', edited((file) => (file.definitions[0]!['kind'] = '__proto__'))],
    ['a kind that packages cannot add', edited((file) => (file.definitions[0]!['kind'] = 'strategy'))],
    ['a name that is none', edited((file) => (file.definitions[0]!['name'] = 'a b'))],
    ['no version', edited((file) => (file.definitions[0]!['version'] = 'new'))],
    ['no summary', edited((file) => (file.definitions[0]!['summary'] = ''))],
    ['no options', edited((file) => (file.definitions[0]!['options'] = []))],
    [
      'an option of no type',
      edited((file) => (file.definitions[1]!['options'] = { scale: { type: 'x', doc: '' } })),
    ],
    ['no functions', edited((file) => (file.definitions[0]!['functions'] = []))],
    ['a function that is data', edited((file) => (file.definitions[0]!['functions'] = ['apply', 'name']))],
    ['a shape that is none', edited((file) => (file.definitions[2]!['inputs'] = { x: '[[' }))],
    ['a layer without outputs', edited((file) => (file.definitions[2]!['outputs'] = {}))],
    ['an assertion that is none', edited((file) => (file.definitions[2]!['assert'] = ['c mod']))],
    ['an initializer that is nowhere', written('neurite-extra', [scale] as readonly AnyDefinition[])],
  ])('a catalog file with %s is damaged', (_, text) => {
    const plain = 'use "neurite-extra"\nmodel Net { input x: [4]  output y = x -> relu }';
    expect(found(plain, { 'neurite-extra': text })).toEqual(['plugin-catalog-damaged']);
  });
});
