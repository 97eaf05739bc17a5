import { keywords } from './keywords.js';
import { kinds } from './kinds.js';

describe('the table of keywords', () => {
  it('has every word that is a kind of token, once', () => {
    const { units, types, ...grammar } = keywords;
    const listed = Object.values(grammar).flat();
    // A word's kind is labelled with the word itself, a sign's with the sign, and classes such as names with a phrase.
    const expected = Object.values(kinds).flatMap(({ name, LABEL }) => (LABEL === `"${name}"` ? [name] : []));
    expect([...listed].sort()).toEqual([...expected].sort());
    expect(units).toContain('epochs');
    expect(types).toContain('layer');
  });
});
