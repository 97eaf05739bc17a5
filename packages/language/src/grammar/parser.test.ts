import { createParser } from './parser.js';

describe('the grammar', () => {
  it('has one reading, by the rules of Chevrotain', () => {
    expect(() => createParser({ validate: true })).not.toThrow();
  });
});
