import { success } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { createLanguageService } from '../src/index.js';
import { completed, marked } from './marked.js';

const model = (line: string): string => `model A(classes: int = 3, act: layer = relu) {
  input x: [8, 8, 3]
  stem = x -> conv2d(4)
  ${line}
}`;

describe('completion', () => {
  it('offers layers and names of the file behind an arrow, those of the file first', () => {
    const labels = completed(`block residual(n: int) { input x output x }\n${model('output stem -> |')}`);
    expect(labels).toEqual(
      expect.arrayContaining(['conv2d', 'relu', 'act', 'residual', 'batch_norm', 'repeat']),
    );
    expect(labels).not.toContain('adam');
    expect(labels.indexOf('stem')).toBeLessThan(labels.indexOf('conv2d'));
  });

  it('works while a name is half-written, and replaces all of it', () => {
    const { service, offset, text } = marked(model('output stem -> den|'));
    const found = service.completion('a.nn', offset)!;
    expect(found.items.map(({ label }) => label)).toContain('dense');
    expect(text.slice(found.span.start.offset, found.span.end.offset)).toBe('den');
  });

  it('documents what it offers', () => {
    const { service, offset } = marked(model('output stem -> |'));
    const gelu = service.completion('a.nn', offset)!.items.find(({ label }) => label === 'gelu')!;
    expect(gelu.documentation).toMatch(/\w/);
    expect(gelu.detail).toContain('activation');
  });

  it('offers the options of a call that are not given yet, with default and bounds', () => {
    const { service, offset } = marked(model('y = stem -> conv2d(8, kernel: 3, |'));
    const items = service.completion('a.nn', offset)!.items;
    const labels = items.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['stride', 'padding', 'bias']));
    expect(labels).not.toContain('kernel');
    const stride = items.find(({ label }) => label === 'stride')!;
    expect(stride.text).toBe('stride: ');
    expect(stride.detail).toContain('= 1');
    expect(stride.documentation).toContain('≥ 1');
  });

  it('offers the choices of an option', () => {
    expect(completed(model('y = stem -> conv2d(8, padding: |)')).slice(0, 2)).toEqual(['same', 'valid']);
    expect(completed(model('y = stem -> conv2d(8, bias: |)')).slice(0, 2)).toEqual(['false', 'true']);
    expect(completed(model('y = stem -> dense(8, init: |)'))).toContain('he_normal');
  });

  it('offers the parameters of blocks', () => {
    const text = `block residual(filters: int, stride: int = 1) { input x output x }\n${model('y = stem -> residual(8, |')}`;
    expect(completed(text)).toContain('stride');
  });

  it('offers words where statements and declarations begin', () => {
    expect(completed(model('|'))).toEqual(expect.arrayContaining(['input', 'output', 'expect', 'param']));
    expect(completed('|')).toEqual(expect.arrayContaining(['model', 'block', 'train', 'data']));
    expect(completed(`${model('output stem')}\n\nmo|`)).toContain('model');
  });

  it.each([
    ['train', 'optimizer', 'adam', 'relu'],
    ['train', 'loss', 'cross_entropy', 'adam'],
    ['train', 'schedule', 'cosine', 'adam'],
    ['train', 'regularize', 'l2', 'adam'],
    ['pretrain', 'method', 'denoising_autoencoder', 'adam'],
    ['data', 'source', 'csv', 'adam'],
  ])('offers in %s after %s: %s and not %s', (block, key, wanted, unwanted) => {
    const labels = completed(`${block} A {\n  ${key}: |\n}`);
    expect(labels).toContain(wanted);
    expect(labels).not.toContain(unwanted);
  });

  it('offers keys of settings, metrics in a list, schedules after then, transforms of fields', () => {
    expect(completed('train A {\n  model: B\n  |\n}')).toEqual(
      expect.arrayContaining(['optimizer', 'epochs', 'group']),
    );
    expect(completed('data A {\n  |\n}')).toEqual(expect.arrayContaining(['source', 'field']));
    expect(completed('train A {\n  metrics: [|]\n}')).toContain('accuracy');
    expect(completed('data A {\n  augment image = |\n}')).toContain('random_shift');
    expect(completed('data A {\n  augment image = random_flip -> |\n}')).toContain('mixup');
    expect(completed('data A {\n  augment image = |\n}')).not.toContain('standardize');
    expect(completed('train A {\n  schedule: warmup(5 steps) then |\n}')).toContain('cosine');
    expect(completed('train A {\n  schedule: reduce_on_plateau(|)\n}')).toContain('monitor');
    expect(completed('train A {\n  schedule: reduce_on_plateau(monitor: |)\n}')).toContain('validation.loss');
    const steps = completed('data A {\n  field image = image -> |\n}');
    expect(steps).toContain('standardize');
    expect(steps).not.toContain('dense');
  });

  it('offers rules behind allow, and those with a threshold in health', () => {
    expect(completed('train A {\n  |\n}')).toContain('allow');
    const labels = completed('train A {\n  allow |\n}');
    expect(labels).toEqual(expect.arrayContaining(['dead_units', 'softmax_before_logits']));
    expect(labels).not.toContain('adam');
    expect(completed('train A {\n  allow dead_units |\n}')).toContain('because');
    const thresholds = completed('train A {\n  health { | }\n}');
    expect(thresholds).toContain('dead_units');
    expect(thresholds).not.toContain('softmax_before_logits');
  });

  it('offers settings of a phase inside of it', () => {
    expect(completed('train A {\n  |\n}')).toEqual(expect.arrayContaining(['phase', 'order']));
    const labels = completed('train A {\n  phase judge {\n    |\n  }\n}');
    expect(labels).toEqual(expect.arrayContaining(['update', 'loss', 'steps']));
    expect(labels).not.toContain('seed');
    expect(completed('train A {\n  phase judge {\n    optimizer: |\n  }\n}')).toContain('adam');
    expect(completed('train A {\n  order: |\n}')).toEqual(expect.arrayContaining(['alternate', 'sequence']));
  });

  it('offers the names of packages that a file uses, and of no others', () => {
    const definition = {
      kind: 'layer',
      name: 'soft_step',
      version: 1,
      family: 'core',
      summary: 'A step.',
      options: {},
      inputs: { x: '[...s]' },
      outputs: { y: '[...s]' },
      parameters: {},
      state: {},
      functions: ['apply'],
    };
    const file = { format: 1, package: 'extra', module: './a.js', definitions: [definition] };
    const service = createLanguageService({ catalog, readPackage: () => success(JSON.stringify(file)) });
    const labels = (text: string): readonly string[] => {
      service.open('a.nn', text, text.length);
      return service.completion('a.nn', text.indexOf('-> s') + 4)!.items.map(({ label }) => label);
    };
    expect(labels(`use "extra"\n${model('output stem -> s')}`)).toContain('soft_step');
    expect(labels(model('output stem -> s'))).not.toContain('soft_step');
  });

  it('offers settings and modes of load', () => {
    expect(completed(model('load "a.safetensors" into stem { | }'))).toEqual(['mode', 'rename']);
    expect(completed(model('load "a.safetensors" into stem { mode: | }'))).toEqual([
      'copy',
      'frozen',
      'shared',
    ]);
  });

  it('offers options of optimizers, and models and data by name', () => {
    expect(completed('train A {\n  optimizer: adam(|)\n}')).toContain('rate');
    const text = `${model('output stem')}\ndata Digits { source: moons() }\ntrain Run {\n  KEY: |\n}`;
    expect(completed(text.replace('KEY', 'model'))).toContain('A');
    expect(completed(text.replace('KEY', 'model'))).not.toContain('Digits');
    expect(completed(text.replace('KEY', 'data'))).toContain('Digits');
  });

  it('offers members behind a dot', () => {
    expect(completed(model('y = stem.|'))).toEqual(expect.arrayContaining(['shape', 'channels', 'kernel']));
    const text = `block stage(n: int) { input x\n inner = x -> dense(n)\n output y = inner -> relu }\n${model('s = stem -> stage(3)\n  t = s.|')}`;
    expect(completed(text)).toEqual(expect.arrayContaining(['inner', 'y']));
    expect(completed('train A {\n  keep: best(validation.|)\n}')).toContain('accuracy');
  });

  it('offers the names of an imported file', () => {
    const others = { 'blocks.nn': 'block residual { input x output x }' };
    expect(completed('import { | } from "./blocks.nn"', others)).toEqual(['residual']);
    const text = `import { residual } from "./blocks.nn"\n${model('output stem -> |')}`;
    expect(completed(text, others)).toContain('residual');
  });

  it('offers types of parameters, dimensions in shapes, and nothing for new names', () => {
    expect(completed('model A(n: |) { }')).toEqual(expect.arrayContaining(['int', 'layer']));
    expect(completed('model A(n: int = 3) {\n  input x: [|]\n}')).toEqual(['n']);
    expect(completed('model |')).toEqual([]);
    expect(completed('model A { input |')).toEqual([]);
    expect(completed(model('output |'))).toEqual(expect.arrayContaining(['stem', 'conv2d']));
  });

  it('offers nothing in comments, texts and numbers', () => {
    expect(completed('# mod|')).toEqual([]);
    expect(completed('import { a } from "./b|"')).toEqual([]);
    expect(completed(model('y = stem -> dense(12|)'))).toEqual([]);
  });
});

describe('completion in searches and ensembles', () => {
  const before = `model Net(drop: float = 0.1) { input x: [2] output y = x -> dense(2) }
data Moons(fold: int = 0) { source: moons() }
train Run { model: Net }
`;

  it('offers settings, and what may be searched', () => {
    const labels = completed(`${before}search Tune { train: Run\n  | }`);
    expect(labels).toEqual(
      expect.arrayContaining(['strategy', 'objective', 'optimizer.rate', 'model.drop', 'data.fold', 'batch']),
    );
    expect(completed(`${before}ensemble Five { | }`)).toEqual([
      'combine',
      'members',
      'seed',
      'train',
      'vary',
    ]);
  });

  it('offers distributions, strategies and combinations where they stand', () => {
    const distributions = completed(`${before}search Tune { model.drop ~ | }`);
    expect(distributions).toEqual(expect.arrayContaining(['uniform', 'log', 'choice', 'each', 'compose']));
    expect(distributions).not.toContain('dense');
    expect(completed(`${before}search Tune { strategy: | }`)).toEqual(
      expect.arrayContaining(['random', 'grid', 'halving', 'tpe']),
    );
    expect(completed(`${before}search Tune { train: | }`)).toContain('Run');
    expect(completed(`${before}ensemble Five { combine: | }`)).toEqual(
      expect.arrayContaining(['mean', 'vote']),
    );
    expect(completed(`${before}ensemble Five { vary: [|] }`)).toContain('bootstrap');
    expect(completed(`${before}search Tune { objective: maximize(|) }`)).toContain('validation.accuracy');
  });

  it('explains them under the pointer', () => {
    const hover = (text: string): string => {
      const { service, offset } = marked(text);
      return service.hover('a.nn', offset)?.contents ?? '';
    };
    expect(hover(`${before}search Tune { model.drop ~ uni|form(0, 1) }`)).toContain('**uniform**');
    expect(hover(`${before}search Tune { stra|tegy: tpe }`)).toContain('halving');
    expect(hover(`${before}ensemble Five { combine: me|an }`)).toContain('probabilities');
  });
});
