import { marked, sliceOf } from './marked.js';

const network = `## A part.
block residual(filters: int, stride: int = 1) {
  input x
  main = x -> conv2d(filters, 3, stride: stride) -> relu
  output main + (x -> conv2d(filters, 3, stride: stride))
}

model Net(classes: int = 3) {
  input image: [8, 8, 3]
  stem = image -> conv2d(4, 3) -> relu
  body = stem -> residual(4) -> residual(8, stride: 2)
  output scores = body -> flatten -> dense(classes) as head
}

data Points {
  source: moons()
  field label = label -> one_of(2)
}

train Run {
  model: Net(classes: 2)
  data: Points
  loss: cross_entropy(scores, label)
  optimizer: adam(rate: 1e-3)
}
`;

describe('inlay hints', () => {
  const hints = (text: string): readonly string[] =>
    marked(text)
      .service.inlayHints('a.nn')
      .map(({ span, label }) => {
        const line = text.slice(0, span.start.offset).split('\n').at(-1)!;
        return `${line.split('->').at(-1)!.trim()} ${label}`;
      });

  it('give the shape behind each step and the weights that it brings', () => {
    expect(hints(network)).toEqual(
      expect.arrayContaining([
        'conv2d(4, 3) [8, 8, 4] · 112',
        'relu [8, 8, 4]',
        'residual(4) [8, 8, 4] · 296',
        'residual(8, stride: 2) [4, 4, 8] · 592',
        'flatten [128]',
      ]),
    );
  });

  it('say that a block is used with several shapes', () => {
    expect(hints(network)).toContain('conv2d(filters, 3, stride: stride) [8, 8, 4] · 148 …');
  });

  it('are there up to the mistake of a half-written model', () => {
    expect(hints('model A { input x: [4]\n  y = x -> dense(3) -> relu\n  z = y -> dens')).toEqual([
      'dense(3) [3] · 15',
      'relu [3]',
    ]);
  });

  it('are limited to a range', () => {
    const { service } = marked(network);
    const all = service.inlayHints('a.nn');
    const part = service.inlayHints('a.nn', all[0]!.span);
    expect(part.length).toBeGreaterThan(0);
    expect(part.length).toBeLessThan(all.length);
  });
});

describe('hover', () => {
  const hover = (text: string): string => {
    const { service, offset } = marked(text);
    return service.hover('a.nn', offset)?.contents ?? '';
  };
  const at = (before: string, after: string): string =>
    hover(network.replace(before + after, `${before}|${after}`));

  it('tells formula, options, weights and the shapes of a layer', () => {
    const text = at('stem = image -> ', 'conv2d(4, 3)');
    expect(text).toContain('**conv2d**');
    expect(text).toContain('stride');
    expect(text).toContain('`[8, 8, 4]`, 112 parameters');
    expect(at('conv2d(4, 3) -> ', 'relu')).toContain('[8, 8, 4] → [8, 8, 4]');
  });

  it('tells the head and doc comment of a block', () => {
    const text = at('stem -> ', 'residual(4)');
    expect(text).toContain('block residual(filters: int, stride: int = 1)');
    expect(text).toContain('A part.');
    expect(text).toContain('296 parameters');
  });

  it('tells the shape of names, the documentation of options, keys and words', () => {
    expect(at('body = ', 'stem')).toContain('[8, 8, 4]');
    expect(at('adam(', 'rate')).toContain('`rate: float');
    expect(at('  ', 'optimizer: adam')).toContain('gradient');
    expect(at('', 'train Run')).toContain('recipe');
    expect(at('loss: ', 'cross_entropy')).toContain('(loss)');
  });

  it('is silent in comments and empty places', () => {
    expect(hover('train A { allow dead_|units because "x" }')).toContain('Units that give zero');
    expect(hover('train A { health { dead_|units: 1 } }')).toContain('Units that give zero');
    expect(hover('train A { phase judge { upd|ate: "judge.**" } }')).toContain('the phase trains');
    expect(hover('# so| what')).toBe('');
    expect(hover('model A {   |   }')).toBe('');
  });
});

describe('signature help', () => {
  const help = (text: string) => {
    const { service, offset } = marked(text);
    return service.signatureHelp('a.nn', offset);
  };

  it('shows the options of a layer and the one being written', () => {
    const first = help('model A { input x: [8, 8, 3] output x -> conv2d(|')!;
    expect(first.label).toMatch(/^conv2d\(filters: int/);
    expect(first.active).toBe(0);
    const named = help('model A { input x: [8, 8, 3] output x -> conv2d(3, stride: |')!;
    expect(named.parameters[named.active!]!.label).toContain('stride');
    const number = help('model A { input x: [8, 8, 3] output x -> conv2d(3|')!;
    expect(number.active).toBe(0);
  });

  it('shows the parameters of a block', () => {
    const found = help(network.replace('residual(8, ', 'residual(8, |'))!;
    expect(found.label).toBe('residual(filters: int, stride: int = 1, input x)');
    expect(found.documentation).toBe('A part.');
  });

  it('is silent outside of calls', () => {
    expect(help('model A { input| x: [3] }')).toBeUndefined();
  });
});

describe('definition and references', () => {
  const places = (text: string, others: Readonly<Record<string, string>> = {}): readonly string[] => {
    const { service, offset } = marked(text, others);
    return service.references('a.nn', offset).map(({ source, start }) => `${source}:${start.line}`);
  };

  it('find names of bodies, parameters by name, and declarations', () => {
    const { service, offset, text } = marked(network.replace('body = stem', 'body = st|em'));
    expect(sliceOf(text, service.definition('a.nn', offset)!)).toBe('stem');
    expect(places(network.replace('stride: int', 'st|ride: int'))).toEqual([
      'a.nn:2',
      'a.nn:4',
      'a.nn:5',
      'a.nn:11',
    ]);
    expect(places(network.replace('block residual', 'block re|sidual'))).toEqual([
      'a.nn:2',
      'a.nn:11',
      'a.nn:11',
    ]);
  });

  it('find what recipes speak of', () => {
    expect(places(network.replace('output scores', 'output sc|ores'))).toEqual(['a.nn:12', 'a.nn:23']);
    expect(places(network.replace('field label', 'field la|bel'))).toEqual(['a.nn:17', 'a.nn:23']);
    expect(places(network.replace('model: Net(classes', 'model: Net(cla|sses'))).toEqual([
      'a.nn:8',
      'a.nn:12',
      'a.nn:21',
    ]);
  });

  it('go across imports', () => {
    const others = { 'b.nn': 'block residual { input x output x }' };
    const text = 'import { residual } from "./b.nn"\nmodel A { input x: [3] output x -> re|sidual }';
    const { service, offset } = marked(text, others);
    expect(service.definition('a.nn', offset)).toMatchObject({ source: 'b.nn', start: { offset: 6 } });
    expect(places(text, others)).toEqual(['a.nn:1', 'a.nn:2', 'b.nn:1']);
  });
});

describe('rename', () => {
  const rename = (text: string, to: string, others: Readonly<Record<string, string>> = {}) => {
    const { service, offset } = marked(text, others);
    const result = service.rename('a.nn', offset, to);
    if (!result.ok) return result.reason;
    const apply = (name: string): string =>
      result.edits
        .filter(({ span }) => span.source === name)
        .sort((a, b) => b.span.start.offset - a.span.start.offset)
        .reduce(
          (now, { span, text: insertion }) =>
            now.slice(0, span.start.offset) + insertion + now.slice(span.end.offset),
          service.document(name)!.text,
        );
    return Object.fromEntries(service.documents.map((name) => [name, apply(name)]));
  };

  it('renames in all files', () => {
    const others = { 'b.nn': 'block residual(n: int = 1) { input x output x }' };
    const text = 'import { residual } from "./b.nn"\nmodel A { input x: [3] output x -> res|idual(n: 2) }';
    expect(rename(text, 'twice', others)).toEqual({
      'a.nn': 'import { twice } from "./b.nn"\nmodel A { input x: [3] output x -> twice(n: 2) }',
      'b.nn': 'block twice(n: int = 1) { input x output x }',
    });
    const parameter =
      'import { residual } from "./b.nn"\nmodel A { input x: [3] output x -> residual(|n: 2) }';
    expect(rename(parameter, 'count', others)).toMatchObject({
      'b.nn': expect.stringContaining('(count: int = 1)'),
    });
  });

  const small =
    'model A { input x: [3]  f|irst = x -> dense(2)  second = first -> relu  output first + second }';
  it('refuses what is no name, and what would change the meaning of another', () => {
    expect(rename(small, '2nd')).toContain('no name');
    expect(rename(small, 'none')).toContain('meaning of its own');
    expect(rename(small, 'second')).toContain('"second"');
    expect(rename(small, 'x')).toContain('"x"');
    // The layer relu would become a value.
    expect(rename(small, 'relu')).toContain('"relu"');
    expect(rename(small, 'third')).toMatchObject({ 'a.nn': expect.stringContaining('third + second') });
  });

  it('refuses where there is no name', () => {
    expect(rename('model A { input x: [3] output x -> re|lu }', 'other')).toContain('no name');
  });
});

describe('symbols and folding', () => {
  it('give the outline', () => {
    const symbols = marked(network).service.symbols('a.nn');
    expect(symbols.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'block residual',
      'model Net',
      'data Points',
      'recipe Run',
    ]);
    expect(symbols[1]!.children.map(({ name }) => name)).toEqual([
      'classes',
      'image',
      'stem',
      'body',
      'scores',
    ]);
    expect(symbols[3]!.children.map(({ name }) => name)).toEqual(['model', 'data', 'loss', 'optimizer']);
  });

  it('fold declarations, pipes, comments and imports', () => {
    const text =
      '# one\n# two\nimport { a } from "./a.nn"\nimport { b } from "./b.nn"\nmodel A {\n  y = x\n    -> relu\n}\n';
    expect(marked(text).service.folding('a.nn')).toEqual([
      { start: 1, end: 2, kind: 'comment' },
      { start: 3, end: 4, kind: 'imports' },
      { start: 5, end: 7, kind: 'region' },
      { start: 6, end: 7, kind: 'region' },
    ]);
  });
});

describe('semantic tokens', () => {
  it('tell names by what they stand for', () => {
    const { service, text } = marked(
      'model A(act: layer = relu) { input relu1: [3]  output relu1 -> act -> relu } # end',
    );
    const found = service
      .semanticTokens('a.nn')
      .map(({ span, type, modifiers }) => [sliceOf(text, span), [type, ...modifiers].join(' ')]);
    expect(found).toEqual([
      ['model', 'keyword'],
      ['A', 'class declaration'],
      ['act', 'parameter declaration'],
      ['layer', 'type'],
      ['relu', 'function defaultLibrary'],
      ['input', 'keyword'],
      ['relu1', 'variable declaration'],
      ['3', 'number'],
      ['output', 'keyword'],
      ['relu1', 'variable'],
      ['->', 'operator'],
      ['act', 'parameter'],
      ['->', 'operator'],
      ['relu', 'function defaultLibrary'],
      ['# end', 'comment'],
    ]);
  });
});

describe('formatting', () => {
  it('edits only what differs', () => {
    const { service } = marked('model A {\n  input x: [3]\n  output x->relu\n}\n');
    const [edit] = service.formatting('a.nn');
    expect(edit).toMatchObject({ text: ' -> ', span: { start: { line: 3 }, end: { line: 3 } } });
    expect(marked('model A {\n  input x: [3]\n  output x -> relu\n}\n').service.formatting('a.nn')).toEqual(
      [],
    );
    expect(marked('model A { inp').service.formatting('a.nn')).toEqual([]);
  });
});

describe('diagnostics and quick fixes', () => {
  it('report mistakes and mend them', () => {
    const { service, text } = marked('model A {\n  input x: [3]\n  output x -> rleu\n}\n');
    const [diagnostic] = service.diagnostics('a.nn');
    expect(diagnostic).toMatchObject({ code: 'unknown-name', severity: 'error' });
    const [fix] = service.quickFixes('a.nn', diagnostic!.span!);
    expect(fix!.edits.map((edit) => [sliceOf(text, edit.span), edit.text])).toEqual([['rleu', 'relu']]);
    const elsewhere = {
      ...diagnostic!.span!,
      start: { offset: 0, line: 1, column: 1 },
      end: { offset: 1, line: 1, column: 2 },
    };
    expect(service.quickFixes('a.nn', elsewhere)).toEqual([]);
  });

  it('follow changes of the text and of what it imports', () => {
    const { service } = marked('import { part } from "./b.nn"\nmodel A { input x: [3] output x -> part }', {
      'b.nn': 'block part { input x output x -> relu }',
    });
    expect(service.diagnostics('a.nn')).toEqual([]);
    service.open('b.nn', 'block other { input x output x -> relu }', 2);
    expect(service.diagnostics('a.nn').map(({ code }) => code)).toContain('unknown-import');
    service.open('b.nn', 'block part { input x output x -> relu }', 3);
    expect(service.diagnostics('a.nn')).toEqual([]);
    service.close('b.nn');
    expect(service.diagnostics('a.nn').map(({ code }) => code)).toContain('import-unavailable');
  });

  it('answer emptily for what is not open', () => {
    const { service } = marked('model A { }');
    expect(service.diagnostics('z.nn')).toEqual([]);
    expect(service.completion('z.nn', 0)).toBeUndefined();
    expect(service.rename('z.nn', 0, 'a').ok).toBe(false);
  });
});
