import { readImage } from '@neurite/data/images';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nn, temporaryFolder, workspace } from './nn.js';

const digits = `
data Digits {
  source: package("mnist")
  take: 300
  test: 60
  field image = image -> standardize(per: all)
  field label = label -> one_of(10)
  augment image = random_shift(3)
}
data Points { source: moons(count: 40)  validation: 10% }`;

describe('nn data', () => {
  const folder = temporaryFolder();
  beforeAll(() => {
    writeFileSync(join(folder.path, 'digits.nn'), digits);
    writeFileSync(
      join(folder.path, 'points.nn'),
      'data Points { source: moons(count: 40)  validation: 10% }',
    );
  });
  afterAll(() => folder.remove());

  it('says what the data is', () => {
    const ended = nn(folder.path, 'data', 'points.nn');
    expect(ended).toMatchObject({ status: 0, error: '' });
    expect(ended.out).toContain('train 36, validation 4');
    expect(ended.out).toMatch(/point .* float32 \[2\]/);
    expect(ended.out).toMatch(/0 +│ +18 │/);
    const json = JSON.parse(nn(folder.path, 'data', 'points.nn', '--json').out) as Record<string, unknown>;
    expect(json).toMatchObject({
      data: 'Points',
      parts: { train: 36, validation: 4 },
      duplicates: { train: 0 },
    });
  });

  it('draws sheets of examples, as they are and augmented', async () => {
    // Packages are looked for in folders above that of the file.
    symlinkSync(join(workspace, 'node_modules'), join(folder.path, 'node_modules'));
    const sheetOf = async (...more: readonly string[]) => {
      const sheet = join(folder.path, 'sheet.png');
      expect(nn(folder.path, 'data', 'digits.nn', 'Digits', '-o', sheet, '--quiet', ...more).error).toBe('');
      const image = await readImage(readFileSync(sheet), sheet);
      if (!image.ok) throw new Error(image.diagnostics[0]!.message);
      return image.value;
    };
    const [plain, augmented] = [await sheetOf(), await sheetOf('--augmented')];
    // Ten classes in ten columns of 56 pixels and gaps of 4.
    expect([plain.width, plain.height]).toEqual([604, 604]);
    expect([augmented.width, augmented.height]).toEqual([604, 604]);
    const column = (image: typeof plain, at: number) =>
      Array.from({ length: 604 }, (_, row) =>
        image.data.subarray((row * 604 + at) * 3, (row * 604 + at + 60) * 3).join(),
      ).join();
    // The first column is the examples as they are, the others differ from it.
    expect(column(augmented, 0)).toBe(column(plain, 0));
    expect(column(augmented, 60)).not.toBe(column(augmented, 0));
  });

  it('says what cannot be shown', () => {
    // Two blocks, and none is named.
    expect(nn(folder.path, 'data', 'digits.nn')).toMatchObject({ status: 1, out: '' });
    expect(nn(folder.path, 'data', 'points.nn', '-o', 'sheet.gif').status).toBe(2);
    expect(nn(folder.path, 'data', 'points.nn', '--augmented').status).toBe(2);
    const none = nn(folder.path, 'data', 'points.nn', '-o', 'sheet.png');
    expect(none).toMatchObject({
      status: 2,
      error: expect.stringContaining('No field of the data is an image'),
    });
  });
});
