import { applyFix } from './apply-fix.js';

const edit = (from: number, to: number, text: string, source = 'a.nn') => {
  const position = (offset: number) => ({ offset, line: 1, column: offset + 1 });
  return { span: { source, start: position(from), end: position(to) }, text };
};

describe('applyFix', () => {
  it('applies edits in any order', () => {
    expect(applyFix('x + x', { title: '', edits: [edit(5, 5, ')'), edit(0, 0, '('), edit(2, 3, '*')] })).toBe(
      '(x * x)',
    );
  });

  it('keeps the order of insertions at one place', () => {
    expect(applyFix('x', { title: '', edits: [edit(1, 1, 'a'), edit(1, 1, 'b')] })).toBe('xab');
  });

  it('leaves other texts alone', () => {
    expect(applyFix('x', { title: '', edits: [edit(0, 1, 'y'), edit(0, 1, 'z', 'b.nn')] })).toBe('y');
  });

  it('changes nothing without edits', () => {
    expect(applyFix('x', { title: '', edits: [] })).toBe('x');
  });
});
