import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import fc from 'fast-check';
import { createRecordReader } from './records.js';

/** Records of a text that comes in pieces of some bytes, and what is wrong with it. */
const read = (text: string | Uint8Array, size: number, header = false) => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const records: (readonly string[])[] = [];
  const headers: (readonly string[])[] = [];
  const reader = createRecordReader({ header }, 'cars.csv', {
    header: (cells) => void headers.push(cells),
    record: (cells) => void records.push(cells),
  });
  for (let start = 0; start < bytes.length; start += size) {
    const problem = reader.add(bytes.subarray(start, start + size));
    if (problem !== undefined) return { records, headers, problem };
  }
  return { records, headers, problem: reader.end() };
};

/** The same by csv-parse, which is given the whole text. */
const whole = (text: string) => {
  const records: (readonly string[])[] = [];
  try {
    parse(text, {
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[]) => void records.push(cells),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, line: Number(error['lines']), isRagged: /INCONSISTENT/.test(error.code) };
  }
  return { records };
};

describe('createRecordReader', () => {
  it('cuts text where one parser for all of it would, wherever its pieces end', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^([ab1é]|"a"|"b,\n"|"\r\n"|""|"|,|,|\n|\r\n|\n\n|\r| ){0,24}$/),
        fc.integer({ min: 1, max: 9 }),
        (text, size) => {
          const { records, problem } = read(text, size);
          const expected = whole(text);
          expect(records).toEqual(expected.records);
          expect(problem === undefined).toBe(expected.line === undefined);
          if (problem === undefined) return;
          expect(problem.code).toBe(expected.isRagged === true ? 'csv-ragged' : 'csv-syntax');
          expect(problem.message).toMatch(new RegExp(`^cars.csv, line ${expected.line}: `));
        },
      ),
      { numRuns: 2000, seed: 20_261_126 },
    );
  });

  it('takes the first record for the header, and passes over what some programs put before it', () => {
    for (const size of [1, 2, 100]) {
      const { records, headers } = read('\ufeffa,b\r\n1,"2\r\n3"\r\n', size, true);
      expect(headers).toEqual([['a', 'b']]);
      expect(records).toEqual([['1', '2\r\n3']]);
    }
    expect(read(Uint8Array.of(0xef, 0xbb), 1).records).toHaveLength(1);
  });

  it('knows that a line end may come in two pieces', () => {
    expect(read('a,b\r\n1,2\r\n', 4).records).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    // What ends the first record ends all of them: here a line feed alone does not.
    expect(read('a,b\r\n1,2\n3,4\r\n', 4).problem?.code).toBe('csv-ragged');
  });

  it('counts lines over all pieces', () => {
    const text = `a,b\n${'1,"x\ny"\n'.repeat(1000)}3\n`;
    for (const size of [10, 4096, 1_000_000])
      expect(read(text, size).problem?.message).toBe(
        'cars.csv, line 2002: expected 2 cells as in the first line, found 1.',
      );
  });

  it('holds no more than a few records at once: what never ends is refused', () => {
    const piece = 2 ** 20;
    for (const [byte, before] of [
      ['x', '"'],
      [' ', ''],
      [',', ''],
    ] as const) {
      let given = 0;
      const reader = createRecordReader({}, 'endless.csv', { record: () => undefined });
      let problem = reader.add(new TextEncoder().encode(`a\n${before}`));
      while (problem === undefined && given < 100) {
        problem = reader.add(new Uint8Array(piece).fill(byte.charCodeAt(0)));
        given++;
      }
      expect(problem?.message).toMatch(/^endless.csv, line 2: a record is longer than 1048576 characters/);
      expect(given).toBeLessThan(6);
    }
  });
});
