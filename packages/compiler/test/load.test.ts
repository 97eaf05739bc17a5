import { frozenByLoads } from '@neurite/contract';
import { summarise } from '../src/index.js';
import { catalog } from '@neurite/standard/catalog';
import { codes, compileText } from './support/compile.js';

const graphOf = (text: string) => {
  const outcome = compileText(text).graph('Net');
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};

const resnet = `
  block unit(n: int) { input x  main = x -> conv2d(n, kernel: 3, bias: false) -> batch_norm  output relu(main + x) }
  model Resnet {
    input image: [8, 8, 4]
    stage1 = image -> repeat 2 { unit(4) }
    stage2 = stage1 -> unit(4)
    output scores = stage2 -> global_avg_pool -> dense(10) as head
  }`;

const net = (statements: string, before = resnet): string => `${before}
  model Net {
    input image: [8, 8, 4]
    ${statements}
    output scores = image -> backbone -> global_avg_pool -> dense(3) as head
  }`;

describe('cut networks', () => {
  it('keep the paths of the network, below the name of the cut', () => {
    const whole = compileText(net('backbone = Resnet().stage2')).graph('Resnet');
    const own = whole.ok ? whole.value.parameters.map(({ path }) => path) : [];
    const cut = graphOf(net('backbone = Resnet().stage1')).parameters.map(({ path }) => path);
    const stage1 = own.filter((path) => path.startsWith('stage1'));
    expect(stage1).toHaveLength(10);
    expect(cut).toEqual([
      ...stage1.map((path) => `backbone.${path}`),
      'scores.head.kernel',
      'scores.head.bias',
    ]);
  });
});

describe('load', () => {
  it('asks for every weight and statistic that the cut has, by its path in the file', () => {
    const { loads } = graphOf(net('backbone = Resnet().stage2  load "resnet.safetensors" into backbone'));
    expect(loads).toHaveLength(1);
    const { file, into, mode, tensors } = loads![0]!;
    expect({ file, into, mode }).toEqual({ file: 'resnet.safetensors', into: 'backbone', mode: 'copy' });
    expect(Object.keys(tensors)).toHaveLength(15);
    for (const [path, name] of Object.entries(tensors)) expect(path).toBe(`backbone.${name}`);
    expect(Object.values(tensors)).toContain('stage1[0].unit.main.batch_norm.mean');
  });

  it('says in summaries what stays as it is', () => {
    const graph = graphOf(
      net('backbone = Resnet().stage1  load "a.safetensors" into backbone { mode: frozen }'),
    );
    // Two convolutions of 3·3·4·4 with scale and shift of 4 each; a head of 4·3 + 3.
    expect(summarise(graph, catalog).parameters).toEqual({
      trainable: 15,
      frozen: 304,
      buffers: 16,
      total: 335,
    });
    expect(frozenByLoads(graph)).toHaveLength(10);
    expect(
      codes(
        net(
          'backbone = Resnet().stage1  load "a.safetensors" into backbone { mode: frozen }  expect parameters == 15',
        ),
      ),
    ).toEqual([]);
  });

  it('renames by the first pattern that matches', () => {
    const { loads } = graphOf(
      net(
        `backbone = Resnet().stage1
        load "a.safetensors" into backbone {
          rename: ["first.norm.*" on "stage1[0].unit.main.batch_norm.*", "layer1.**.conv.*" on "stage1**.conv2d.*"]
        }`.replaceAll('layer1.**.conv.*', 'layer1**.conv.*'),
      ),
    );
    const names = Object.values(loads![0]!.tensors);
    expect(names).toContain('first.norm.scale');
    expect(names).toContain('layer1[1].unit.main.conv.kernel');
    expect(names).toContain('stage1[1].unit.main.batch_norm.scale');
  });

  it('freezes in recipes, beside what they freeze themselves', () => {
    const recipe =
      compileText(`${net('backbone = Resnet().stage1  load "a.safetensors" into backbone { mode: frozen }')}
      data Images { source: npz("a.npz")  field image = image  field label = label -> one_of(3) }
      train Run { model: Net  data: Images  loss: cross_entropy  optimizer: adam  epochs: 1  freeze: "scores.head.bias" }`).recipe();
    if (!recipe.ok) throw new Error(recipe.diagnostics.map(({ message }) => message).join('\n'));
    expect(recipe.value.frozen).toHaveLength(11);
    expect(recipe.value.frozen).not.toContain('scores.head.kernel');
    expect(recipe.value.model.loads).toEqual(recipe.value.graph.loads);
  });

  it('makes one of what two parts load of a file as shared', () => {
    const graph = graphOf(`
      block encoder { input x  param gain: [] = 1.0  h = x -> dense(4) -> batch_norm  output y = h * gain }
      model Net {
        input a: [3]  input b: [3]
        left = encoder  right = encoder
        load "encoder.safetensors" into left { mode: shared }
        load "encoder.safetensors" into right { mode: shared }
        output y = (a -> left) + (b -> right)
      }`);
    expect(graph.parameters.map(({ path }) => path).every((path) => path.startsWith('left.'))).toBe(true);
    const dense = graph.nodes.filter(({ use }) => use.name === 'dense');
    expect(dense.map(({ path }) => path)).toEqual(['left.h.dense', 'right.h.dense']);
    expect(dense[1]!.parameters).toEqual(dense[0]!.parameters);
    const norms = graph.nodes.filter(({ use }) => use.name === 'batch_norm');
    expect(norms[1]!.state).toEqual(norms[0]!.state);
    expect(Object.keys(graph.parameterValues)).toEqual(['left.gain']);
    expect(graph.loads!.map(({ into }) => into)).toEqual(['left']);
  });

  it('leaves apart what is loaded as copies, or from two files', () => {
    const pair = (first: string, second: string): number => {
      const { parameters } = graphOf(`
        model Net {
          input x: [3]
          left = dense(4)  right = dense(4)
          load ${first}
          load ${second}
          output y = (x -> left) + (x -> right)
        }`);
      return parameters.length;
    };
    const shared = '{ mode: shared }';
    expect(pair('"a.safetensors" into left', '"a.safetensors" into right')).toBe(4);
    expect(pair(`"a.safetensors" into left ${shared}`, '"a.safetensors" into right')).toBe(4);
    expect(pair(`"a.safetensors" into left ${shared}`, `"b.safetensors" into right ${shared}`)).toBe(4);
    expect(pair(`"a.safetensors" into left ${shared}`, `"a.safetensors" into right ${shared}`)).toBe(2);
  });

  it.each([
    ['load "a.safetensors" into backbone { mode: share }', ['setting-type']],
    ['load "a.safetensors" into backbone { mode: "frozen" }', ['setting-type']],
    ['load "a.safetensors" into backbone { mod: frozen }', ['unknown-setting']],
    ['load "a.safetensors" into backbone { mode: copy mode: copy }', ['duplicate-setting']],
    ['load "a.safetensors" into backbone { rename: "a" }', ['setting-type']],
    ['load "a.safetensors" into backbone { rename: 3 on "a" }', ['setting-type']],
    ['load "a.safetensors" into backbone { rename: "a.*" on "stage1.**" }', ['rename-wildcards']],
    ['load "a.safetensors" into backbone { rename: "a" on "stage7" }', ['glob-without-match']],
    ['load "" into backbone', ['load-file']],
    ['load "a.safetensors" into backbon', ['unknown-name']],
    ['load "a.safetensors" into relu', ['load-target']],
    ['load "a.safetensors" into dense(3)', ['load-target']],
    ['load "a.safetensors" into image', ['load-target']],
    ['load "a.safetensors" into backbone.stage7', ['load-without-weights']],
    ['load "a.safetensors" into backbone load "b.safetensors" into backbone', ['load-overlap']],
    ['load "a.safetensors" into backbone load "b.safetensors" into backbone.stage1', ['load-overlap']],
    ['load "a.safetensors" into backbone { allow dead_units because "x" }', ['misplaced-setting']],
  ])('%s', (statement, expected) => {
    expect(codes(net(`backbone = Resnet().stage1\n${statement}`))).toEqual(expected);
  });

  it('may speak of a part of a part', () => {
    const { loads } = graphOf(net('backbone = Resnet().stage2\nload "a.safetensors" into backbone.stage2'));
    expect(Object.values(loads![0]!.tensors)).toContain('unit.main.conv2d.kernel');
  });

  it('refuses to share what differs', () => {
    expect(
      codes(`model Net {
        input x: [3]
        left = dense(4)  right = dense(5)
        load "a.safetensors" into left { mode: shared }
        load "a.safetensors" into right { mode: shared }
        output y = concat(x -> left, x -> right)
      }`),
    ).toContain('shared-shape');
  });
});
