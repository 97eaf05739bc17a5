import { declarationOf } from './declaration.js';

describe('the declaration of a model', () => {
  it('says names, shapes and types, with documentation', () => {
    const text = declarationOf({
      model: 'Tagger',
      inputs: [
        { name: 'tokens', dtype: 'int32', shape: [12] },
        { name: 'größe', dtype: 'float32', shape: [] },
      ],
      outputs: [{ name: 'known', dtype: 'bool', shape: [12, 3] }],
    });
    expect(text)
      .toBe(`/** What the model Tagger takes and gives: \`load<Tagger>(…)\` of the package neurite knows its names, shapes and types. */
export interface Tagger {
  readonly inputs: {
    /** whole numbers of 32 bits, \`[12]\` for one example. */
    readonly tokens: { readonly dtype: 'int32'; readonly shape: readonly [12] };
    /** numbers, \`[]\` for one example. */
    readonly größe: { readonly dtype: 'float32'; readonly shape: readonly [] };
  };
  readonly outputs: {
    /** true and false, \`[12, 3]\` for one example. */
    readonly known: { readonly dtype: 'bool'; readonly shape: readonly [12, 3] };
  };
}
`);
  });

  it('gives a model that is called like a word of TypeScript another name', () => {
    expect(declarationOf({ model: 'string', inputs: [], outputs: [] })).toContain(
      'export interface string_ {',
    );
  });
});
