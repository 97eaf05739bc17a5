import { parse } from './parse.js';

const first = (text: string) => parse(text, { source: 'a.nn' }).tree.items[0];

describe('documentation', () => {
  it('stands directly above what it is about, on lines of its own', () => {
    expect(first('## One.\n##   Two.\nmodel A { }')).toMatchObject({ doc: 'One.\n  Two.' });
    expect(first('## Smooth.\nfunction f(x) = x')).toMatchObject({ doc: 'Smooth.' });
    expect(first('## Points.\ndata A { }')).toMatchObject({ doc: 'Points.' });
    expect(first('## Long.\ntrain A { }')).toMatchObject({ doc: 'Long.' });
    expect(first('model A {\n  ## Grey.\n  input x\n}')).toMatchObject({
      body: { statements: [{ doc: 'Grey.' }] },
    });
  });

  it.each(['## Far.\n\nmodel A { }', '# Not documentation.\nmodel A { }', 'use "b" ## Behind.\nmodel A { }'])(
    'is none in %j',
    (text) => {
      expect(parse(text, { source: 'a.nn' }).tree.items.at(-1)).not.toHaveProperty('doc');
    },
  );

  it('begins anew behind a line that is none', () => {
    expect(first('## One.\n# Between.\n## Two.\nmodel A { }')).toMatchObject({ doc: 'Two.' });
  });
});
