import { readImage } from '@neurite/data/images';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

  it('shows a set that does not fit comfortably into memory, which is compressed', async () => {
    // 560 images of 500 × 500 bytes take 560 MB as float32. All are black but for one pixel of the first and of the last.
    const [count, size] = [560, 500];
    const images = new Uint8Array(16 + count * size * size);
    const header = new DataView(images.buffer);
    header.setUint32(0, 0x0803);
    [count, size, size].forEach((extent, axis) => header.setUint32(4 + 4 * axis, extent));
    images[16] = 200;
    images[images.length - 1] = 100;
    writeFileSync(join(folder.path, 'images.gz'), gzipSync(images, { level: 1 }));
    const labels = new Uint8Array(8 + count);
    labels.set([0, 0, 8, 1, 0, 0, count >> 8, count & 255]);
    labels.fill(1, 8 + 420);
    writeFileSync(join(folder.path, 'labels'), labels);
    writeFileSync(
      join(folder.path, 'large.nn'),
      'data Large { source: idx("images.gz", labels: "labels")  test: 60  shuffle: false }',
    );
    mkdirSync(join(folder.path, 'scratch'));
    const { out, error, status } = nn(
      { cwd: folder.path, environment: { TMPDIR: join(folder.path, 'scratch') } },
      ...['data', 'large.nn', '-o', 'large.png'],
    );
    expect([error, status]).toEqual(['wrote large.png\n', 0]);
    expect(out).toContain('train 500, test 60');
    expect(out).toMatch(/image +│ image +│ float32 \[500, 500, 1\] +│ +0 +│ +200 +│/);
    // 420 of the first class, all of them in the training part, and 80 of the second.
    expect(out).toMatch(/0 +│ +420 +│ +0 +│ +84\.0 %/);
    expect(out).toMatch(/1 +│ +80 +│ +60 +│ +16\.0 %/);
    expect(out).toContain('duplicates are not counted');
    expect(readdirSync(join(folder.path, 'scratch'))).toEqual([]);
    const sheet = await readImage(readFileSync(join(folder.path, 'large.png')), 'large.png');
    if (!sheet.ok) throw new Error(sheet.diagnostics[0]!.message);
    // Two classes in ten columns, with gaps of 4; the first image has a white pixel in its corner.
    const { width, height, data } = sheet.value;
    expect([width, height]).toEqual([5044, 1012]);
    expect([...data.subarray((4 * width + 4) * 3, (4 * width + 6) * 3)]).toEqual([255, 255, 255, 0, 0, 0]);
  });
});
