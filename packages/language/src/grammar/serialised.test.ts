import { grammar } from './serialised.js';

describe('the grammar as data', () => {
  it('names every rule once, and is plain JSON', () => {
    const rules = grammar() as readonly { readonly type: string; readonly name: string }[];
    const names = rules.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['module', 'item', 'statement', 'settingStatement', 'expression', 'shape']),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });

  it('refers to no rule that it lacks', () => {
    const rules = grammar();
    const text = JSON.stringify(rules);
    const referred = [...text.matchAll(/"type":"NonTerminal","name":"([^"]+)"/g)].map(([, name]) => name);
    const names = (rules as readonly { readonly name?: string }[]).map(({ name }) => name);
    expect(referred.length).toBeGreaterThan(40);
    expect(names).toEqual(expect.arrayContaining(referred));
  });
});
