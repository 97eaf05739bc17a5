import { compileText, paths } from './support/compile.js';

const model = (body: string, parameters = ''): string =>
  `model M${parameters} {\n  input x: [8, 8, 4]\n${body}\n}\n`;

describe('paths', () => {
  it('are the chain of binding names, and the type of each step', () => {
    expect(paths(model('stem = x -> conv2d(4, kernel: 3)\noutput y = stem -> flatten -> dense(2)'))).toEqual([
      'stem.conv2d.kernel',
      'stem.conv2d.bias',
      'y.dense.kernel',
      'y.dense.bias',
    ]);
  });

  it('number the second of a type in a statement, and never the first', () => {
    const one = paths(model('output y = x -> dense(4, bias: false)'));
    const two = paths(model('output y = x -> dense(4, bias: false) -> relu -> dense(5, bias: false)'));
    expect(one).toEqual(['y.dense.kernel']);
    expect(two).toEqual(['y.dense.kernel', 'y.dense_2.kernel']);
  });

  it('count statements by themselves', () => {
    expect(paths(model('a = x -> dense(4, bias: false)\noutput y = a -> dense(4, bias: false)'))).toEqual([
      'a.dense.kernel',
      'y.dense.kernel',
    ]);
  });

  it('are those of the architecture page of the language', () => {
    const text = `
      block residual(filters: int, stride: int = 1, act: layer = relu) {
        input x
        main = x -> conv2d(filters, kernel: 3, stride: stride, bias: false) -> batch_norm -> act
                 -> conv2d(filters, kernel: 3, bias: false) -> batch_norm
        shortcut = x -> if stride != 1 or x.channels != filters {
          conv2d(filters, kernel: 1, stride: stride, bias: false) -> batch_norm
        }
        output act(main + shortcut)
      }
      ${model('stage2 = x -> repeat 2 { residual(6) }\noutput y = stage2')}`;
    const found = paths(text);
    expect(found).toContain('stage2[1].residual.main.conv2d_2.kernel');
    expect(found).toContain('stage2[0].residual.shortcut.conv2d.kernel');
    // The second block has as many channels as it needs, and so no projection.
    expect(found.filter((path) => path.startsWith('stage2[1].residual.shortcut'))).toEqual([]);
  });

  it('count branches that are not taken', () => {
    const body =
      'output y = x -> if deep { dense(4) -> dense(5) } else { dense(6) } -> dense(7, bias: false)';
    const names = (deep: boolean) => paths(model(body, '(deep: bool = true)'), { deep });
    expect(names(true).at(-1)).toBe('y.dense_4.kernel');
    expect(names(false)).toEqual(['y.dense_3.kernel', 'y.dense_3.bias', 'y.dense_4.kernel']);
  });

  it('do not depend on the arguments of layers', () => {
    const body =
      'output y = x -> act -> conv2d(4, kernel: 1, bias: false) -> act -> conv2d(4, kernel: 1, bias: false)';
    const text = (act: string): string => model(body, `(act: layer = ${act})`);
    expect(paths(text('batch_norm')).filter((path) => path.includes('conv2d'))).toEqual(paths(text('relu')));
    expect(paths(text('batch_norm'))).toContain('y.act_2.scale');
  });

  it('take the name that "as" gives', () => {
    expect(paths(model('output y = x -> dense(4) -> dense(2) as head'))).toEqual([
      'y.dense.kernel',
      'y.dense.bias',
      'y.head.kernel',
      'y.head.bias',
    ]);
  });

  it('are those of a layer with a name, wherever it is used', () => {
    const text = model(
      'encode = dense(4, bias: false) -> tanh -> dense(2, bias: false)\na = x -> encode\nb = x * 2 -> encode\noutput y = a + b',
    ).replace('x * 2 ->', '(x * 2) ->');
    expect(paths(text)).toEqual(['encode.dense.kernel', 'encode.dense_2.kernel']);
    expect(paths(model('one = dense(4)\noutput y = x -> one -> relu -> one'))).toEqual([
      'one.kernel',
      'one.bias',
    ]);
  });

  it('of a layer argument are where it is used', () => {
    const text = `
      block outer(inner: layer) {
        input x
        down = x -> dense(4, bias: false)
        output down -> inner -> dense(3, bias: false)
      }
      ${model('output y = x -> outer(inner: dense(2, bias: false) -> dense(4, bias: false)) -> dense(1, bias: false)')}`;
    expect(paths(text)).toEqual([
      'y.outer.down.dense.kernel',
      'y.outer.inner.dense.kernel',
      'y.outer.inner.dense_2.kernel',
      'y.outer.dense.kernel',
      'y.dense.kernel',
    ]);
  });

  it('name what is bound in a repeat by its iteration', () => {
    expect(
      paths(model('output y = x -> repeat i in 0..2 { a = dense(4, bias: false)  a -> relu -> a }')),
    ).toEqual(['y[0].a.kernel', 'y[1].a.kernel']);
    expect(paths(model('output y = x -> repeat 2 { repeat 2 { dense(4, bias: false) } }'))).toEqual([
      'y[0][0].dense.kernel',
      'y[0][1].dense.kernel',
      'y[1][0].dense.kernel',
      'y[1][1].dense.kernel',
    ]);
  });

  it('give each branch of a list its own', () => {
    expect(
      paths(
        model('output y = x -> [dense(2, bias: false), relu -> dense(2, bias: false), identity] -> concat'),
      ),
    ).toEqual(['y.dense.kernel', 'y.dense_2.kernel']);
  });

  it('of an unnamed output begin with its steps', () => {
    expect(paths(model('output x -> dense(2, bias: false)'))).toEqual(['dense.kernel']);
    expect(paths(model('output x -> repeat 1 { dense(2, bias: false) }'))).toEqual([
      'output[0].dense.kernel',
    ]);
  });

  it('stay when other statements, white space and comments change', () => {
    const before = paths(model('a = x -> dense(4) -> relu\noutput y = a -> dense(2)'));
    const after = paths(
      model(
        '# new\nb = x\n  -> dense(9)\na = x\n   -> dense(4)\n   -> relu\noutput y = a -> dense(2)\noutput z = b',
      ),
    );
    expect(after).toEqual(expect.arrayContaining([...before]));
  });

  it('that would meet are an error', () => {
    const text = model('output y = x -> dense(4) as a -> dense(4) as a');
    expect(compileText(text).diagnostics.map(({ code }) => code)).toEqual(['duplicate-path']);
  });
});

describe('sharing', () => {
  it('is what a name does, and nothing else', () => {
    const shared = compileText(model('layer = dense(4)\noutput y = x -> layer -> layer')).graph();
    const fresh = compileText(model('output y = x -> dense(4) -> dense(4)')).graph();
    if (!shared.ok || !fresh.ok) throw new Error('both compile');
    expect(shared.value.nodes).toHaveLength(2);
    expect(shared.value.parameters).toHaveLength(2);
    expect(fresh.value.parameters).toHaveLength(4);
  });

  it('of a layer argument depends on how it is written', () => {
    const text = (argument: string, before = ''): string => `
      block twice(inner: layer) { input x  output x -> inner -> inner }
      ${model(`${before}output y = x -> twice(inner: ${argument})`)}`;
    expect(paths(text('dense(4, bias: false)'))).toEqual(['y.twice.inner.kernel', 'y.twice.inner_2.kernel']);
    expect(paths(text('one', 'one = dense(4, bias: false)\n'))).toEqual(['one.kernel']);
  });

  it('needs one shape', () => {
    const text = model('one = dense(5)\noutput y = x -> one -> one');
    expect(compileText(text).diagnostics.map(({ code }) => code)).toEqual(['shared-shape']);
  });

  it('of weights inside a shared block is that of the block', () => {
    const text = `
      block half { input x  output x -> dense(x.channels, bias: false) }
      ${model('one = half\noutput y = x -> one -> one -> half')}`;
    expect(paths(text)).toEqual(['one.dense.kernel', 'y.half.dense.kernel']);
  });
});
