import { visible, visibleData } from './visible.js';

describe('what is printed', () => {
  it('obeys no character of a name', () => {
    expect(visible('a\u001b[2Jb\u202ec\n', false)).toBe('a\\u{1b}[2Jb\\u{202e}c\n');
    expect(visible('\u001b[1;31mred\u001b[0m \u001b[2J', true)).toBe('\u001b[1;31mred\u001b[0m \\u{1b}[2J');
    expect(visible('\u001b[31mred', false)).toBe('\\u{1b}[31mred');
  });

  it('stays JSON where it is JSON', () => {
    const value = { name: 'a\u202eb\u{e0041}\u007f' };
    const text = visibleData(JSON.stringify(value), false);
    expect(text).toBe('{"name":"a\\u202eb\\udb40\\udc41\\u007f"}');
    expect(JSON.parse(text)).toEqual(value);
    expect(visibleData('\u001b[1mx\u001b[0m\u200b', true)).toBe('\u001b[1mx\u001b[0m\\u200b');
  });
});
