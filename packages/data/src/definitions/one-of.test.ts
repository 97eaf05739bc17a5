import { failure, success, type Column, type Diagnostic, type Outcome } from '@neurite/contract';
import { oneOf } from './one-of.js';

const missing: Diagnostic = { code: 'file-missing', severity: 'error', message: 'no such file' };
const files: Readonly<Record<string, string>> = { 'labels.txt': 'cat\r\ndog\n\n', 'twice.txt': 'cat\ncat\n' };
const readFile = async (path: string): Promise<Outcome<Uint8Array>> =>
  files[path] === undefined ? failure(missing) : success(new TextEncoder().encode(files[path]));

const run = (column: Column, classes: number | readonly string[], names: string | null = null) =>
  oneOf.host!(column, { options: { classes, names }, readFile, training: Int32Array.of() });
const texts = (...data: string[]): Column => ({ type: 'string', data });
const whole = (...data: number[]): Column => ({
  type: { dtype: 'int32', shape: [] },
  data: Int32Array.from(data),
});
const classes = (...data: number[]) => ({ type: { dtype: 'int32', shape: [] }, data: Int32Array.from(data) });
const problem = async (outcome: ReturnType<typeof run>) => {
  const { ok, ...rest } = await outcome;
  return ok
    ? 'ok'
    : (rest as { diagnostics: readonly Diagnostic[] }).diagnostics
        .map((d) => `${d.code}: ${d.message}`)
        .join();
};

describe('one_of', () => {
  it('checks numbers', async () => {
    expect(await run(whole(0, 9, 3), 10)).toEqual({ ok: true, value: { column: classes(0, 9, 3) } });
    expect(await problem(run(whole(0, 10), 10))).toBe(
      'label-range: Row 2: the label 10 is out of range; with 10 classes labels are 0 to 9.',
    );
    expect(await problem(run(whole(-1), 10))).toMatch(/^label-range: Row 1/);
    const halves: Column = { type: { dtype: 'float32', shape: [] }, data: Float32Array.of(1, 0.5) };
    expect(await problem(run(halves, 2))).toMatch(/^label-range: Row 2/);
  });

  it('looks texts up', async () => {
    expect(await run(texts('pos', 'neg', 'pos'), ['neg', 'pos'])).toEqual({
      ok: true,
      value: { column: classes(1, 0, 1), names: ['neg', 'pos'] },
    });
    expect(await problem(run(texts('pos', 'nge'), ['neg', 'pos']))).toBe(
      'label-unknown: Row 2: "nge" is none of the class names.',
    );
    expect(await problem(run(texts('pos'), 2))).toMatch(/^label-type/);
  });

  it('reads names from a file', async () => {
    expect(await run(whole(1), 2, 'labels.txt')).toEqual({
      ok: true,
      value: { column: classes(1), names: ['cat', 'dog'] },
    });
    expect(await problem(run(whole(1), 3, 'labels.txt'))).toMatch(/^label-names: .*2 names for 3 classes/);
    expect(await problem(run(whole(1), 2, 'twice.txt'))).toMatch(/^label-names: .*"cat" is there twice/);
    expect(await problem(run(whole(1), 2, 'other.txt'))).toMatch(/^file-missing/);
  });

  it('refuses columns that are no labels', async () => {
    const image: Column = { type: { dtype: 'float32', shape: [28, 28] }, data: new Float32Array(784) };
    expect(await problem(run(image, 10))).toMatch(/^label-type: .*float32 \[28, 28\]/);
  });
});
