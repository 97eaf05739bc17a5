import fc from 'fast-check';
import { readCsv, type CsvOptions } from './csv.js';

const read = (text: string, options: CsvOptions = {}) =>
  readCsv(new TextEncoder().encode(text), options, 'cars.csv');
const codes = (text: string, options: CsvOptions = {}) => {
  const outcome = read(text, options);
  return outcome.ok ? 'ok' : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n');
};

describe('readCsv', () => {
  it('infers the types of columns from all of their cells', () => {
    const table = read('\ufeffdoors,weight,electric,name\r\n4,1.5e3,true,"Alpha, B"\r\n\r\n-2,7,false,Ω\r\n');
    expect(table).toEqual({
      ok: true,
      value: {
        count: 2,
        columns: {
          doors: { type: { dtype: 'int32', shape: [] }, data: Int32Array.of(4, -2) },
          weight: { type: { dtype: 'float32', shape: [] }, data: Float32Array.of(1500, 7) },
          electric: { type: { dtype: 'bool', shape: [] }, data: Uint8Array.of(1, 0) },
          name: { type: 'string', data: ['Alpha, B', 'Ω'] },
        },
      },
    });
  });

  it('keeps whole numbers beyond 32 bits as floats', () => {
    const table = read('n\n3000000000\n');
    expect(table.ok && table.value.columns['n']).toEqual({
      type: { dtype: 'float32', shape: [] },
      data: Float32Array.of(3e9),
    });
  });

  it('puts features side by side', () => {
    const table = read('a,b,c\n1,2.5,x\n3,4,y\n', { features: ['b', 'a'] });
    expect(table.ok && table.value.columns['features']).toEqual({
      type: { dtype: 'float32', shape: [2] },
      data: Float32Array.of(2.5, 1, 4, 3),
    });
    expect(codes('a,b\n1,2\n', { features: ['d'] })).toBe(
      'csv-column: Column "d" of cars.csv does not exist.',
    );
    expect(codes('a,b\n1,x\n', { features: ['b'] })).toBe(
      'csv-column: Column "b" of cars.csv holds texts, not numbers.',
    );
  });

  it('names the line of a ragged row and of a syntax error', () => {
    expect(codes('a,b\n1,2\n3\n')).toBe(
      'csv-ragged: cars.csv, line 3: expected 2 cells as in the first line, found 1.',
    );
    expect(codes('a,b\n1,2,3\n')).toMatch(/^csv-ragged: cars.csv, line 2: .*found 3/);
    expect(codes('a,b\n1,"2\n')).toMatch(/^csv-syntax: cars.csv, line \d+: a quote is not closed/);
  });

  it('names the row of an empty cell, or drops it', () => {
    expect(codes('a,b\n1,2\n,4\n')).toBe(
      'csv-missing-value: cars.csv, row 2: the cell of column "a" is empty.',
    );
    const table = read('a,b\n1,2\n,4\n', { missing: 'drop' });
    expect(table.ok && table.value.count).toBe(1);
  });

  it('refuses files without rows and headers without names', () => {
    expect(codes('')).toMatch(/^csv-empty/);
    expect(codes('a,b\n')).toMatch(/^csv-empty/);
    expect(codes('a,a\n1,2\n')).toMatch(/^csv-header: .*"a"/);
    expect(codes('a,\n1,2\n')).toMatch(/^csv-header: .*column 2/);
  });

  it('treats odd names as ordinary ones', () => {
    const table = read('__proto__,constructor\n1,2\n');
    expect(table.ok && Object.keys(table.value.columns)).toEqual(['__proto__', 'constructor']);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[",\n\r0-9a.é-]{0,40}$/), (text) => {
        const outcome = read(text);
        expect(outcome.ok || outcome.diagnostics.length > 0).toBe(true);
      }),
      { numRuns: 500, seed: 20_260_103 },
    );
  });
});

describe('readCsv on hostile files', () => {
  it('takes as many names as a record holds, without looking each up in all', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => index.toString(36));
    const text = `${names.join()}\n${names.map(() => '1').join()}\n`;
    const table = read(text);
    expect(table.ok && Object.keys(table.value.columns)).toHaveLength(100_000);
    expect(codes(text.replace('2s,', '1,'))).toMatch(/^csv-header: .*named "1"/);
  });

  it('keeps nothing of numbers but the columns', () => {
    const rows = 200_000;
    const bytes = new TextEncoder().encode(`a,b\n${'1,2.5\n'.repeat(rows)}`);
    const table = readCsv(bytes, {}, 'long.csv');
    expect(table.ok && table.value.count).toBe(rows);
    expect(
      table.ok && Object.values(table.value.columns).map(({ data }) => (data as Int32Array).byteLength),
    ).toEqual([4 * rows, 4 * rows]);
  });

  it('reads bytes that are no UTF-8 as what they are not, and stops nowhere', () => {
    const bytes = Uint8Array.of(0x61, 0x0a, 0xff, 0xfe, 0x0a);
    expect(readCsv(bytes).ok).toBe(true);
    expect(readCsv(Uint8Array.of(0xef, 0xbb, 0xbf)).ok).toBe(false);
    expect(readCsv(new Uint8Array(1000)).ok).toBe(false);
  });
});
