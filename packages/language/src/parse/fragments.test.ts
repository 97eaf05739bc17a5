import { parseExpression, parseShape } from './fragments.js';

describe('parseShape', () => {
  it('reads dimensions, packs and calls', () => {
    const { value, diagnostics } = parseShape('[batch, ...lead, windows(h, 0, kernel, false), 2 * units]');
    expect(diagnostics).toEqual([]);
    expect(value.items.map(({ kind, value: item }) => [kind, item?.kind])).toEqual([
      ['dimension', 'identifier'],
      ['pack', 'identifier'],
      ['dimension', 'call'],
      ['dimension', 'binary'],
    ]);
  });

  it('reads a dtype before the bracket, and packs that are calls', () => {
    expect(parseShape('int32[batch]').value.dtype?.name).toBe('int32');
    expect(parseShape('[...broadcasted(a, b)]').value.items[0]).toMatchObject({
      kind: 'pack',
      value: { kind: 'call' },
    });
  });

  it('gives the same result for the same text', () => {
    expect(parseShape('[a, b]')).toBe(parseShape('[a, b]'));
  });

  it('reports what is left over', () => {
    expect(parseShape('[a] b').diagnostics.map(({ code }) => code)).toEqual(['unexpected-token']);
  });
});

describe('parseExpression', () => {
  it('reads conditions and calls with options', () => {
    expect(parseExpression('c mod groups == 0').value).toMatchObject({
      kind: 'binary',
      operator: '==',
      left: { operator: 'mod' },
    });
    expect(parseExpression('random_normal(std: 0.02)').value).toMatchObject({
      kind: 'call',
      arguments: [{ name: { name: 'std' } }],
    });
  });

  it('knows no statements: their keywords are names', () => {
    expect(parseExpression('input mod 2').value).toMatchObject({ operator: 'mod', left: { name: 'input' } });
    expect(parseExpression('output').value).toMatchObject({ kind: 'identifier', name: 'output' });
  });

  it('gives a missing value for an empty text', () => {
    const { value, diagnostics } = parseExpression('');
    expect(value.kind).toBe('missing');
    expect(diagnostics).toHaveLength(1);
  });
});
