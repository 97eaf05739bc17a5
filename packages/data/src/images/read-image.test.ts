import { readFileSync } from 'node:fs';
import { hostRandom } from '@neurite/tfjs';
import { crc32 } from './crc32.js';
import { writePng } from './png-encode.js';
import { readImage } from './read-image.js';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly pixels: string;
}
const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const { cases } = JSON.parse(readFileSync(new URL('../../golden/images.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};
const codeOf = async (bytes: Uint8Array): Promise<string> => {
  const outcome = await readImage(bytes, 'x');
  return outcome.ok ? 'ok' : outcome.diagnostics.map(({ code }) => code).join();
};
const fileOf = (name: string): Uint8Array => bytesOf(cases.find((each) => each.name === name)!.file);

describe('readImage', () => {
  it.each(cases.map((each) => [each.name, each] as const))(
    '%s, as ImageMagick reads it',
    async (name, each) => {
      const outcome = await readImage(bytesOf(each.file), name);
      if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
      const { width, height, channels, data } = outcome.value;
      expect([width, height, channels]).toEqual([each.width, each.height, each.channels]);
      const expected = bytesOf(each.pixels);
      // PNG is exact; a sample of 16 bits may be rounded or cut. JPEG decoders round their cosines and colours unlike each other.
      const tolerance = name.startsWith('jpeg') ? 3 : name.includes('16 bits') ? 1 : 0;
      expect(data.length).toBe(expected.length);
      const worst = data.reduce(
        (most, value, index) => Math.max(most, Math.abs(value - expected[index]!)),
        0,
      );
      expect(worst).toBeLessThanOrEqual(tolerance);
    },
  );

  it('reads what writePng writes', async () => {
    for (const channels of [1, 2, 3, 4]) {
      const data = Uint8Array.from({ length: 5 * 3 * channels }, (_, index) => (index * 37) & 255);
      const image = { width: 5, height: 3, channels, data };
      expect(await readImage(await writePng(image))).toEqual({ ok: true, value: image });
    }
  });

  it('refuses what is no image', async () => {
    expect(await codeOf(new Uint8Array())).toBe('image-format');
    expect(await codeOf(new TextEncoder().encode('GIF89a'))).toBe('image-format');
  });

  it('refuses absurd sizes by the header, without taking memory', async () => {
    const png = fileOf('png, alpha').slice();
    const view = new DataView(png.buffer);
    view.setUint32(16, 65_535);
    view.setUint32(20, 65_535);
    view.setUint32(29, crc32(png.subarray(12, 29)));
    expect(await codeOf(png)).toBe('image-too-large');
    const jpeg = fileOf('jpeg, baseline').slice();
    const frame = jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === 0xc0);
    new DataView(jpeg.buffer).setUint32(frame + 5, 0xffff_ffff);
    expect(await codeOf(jpeg)).toBe('image-too-large');
    // Within the limit of pixels, but not with so few bytes.
    new DataView(jpeg.buffer).setUint32(frame + 5, 0x1fff_1fff);
    expect(await codeOf(jpeg)).toBe('image-damaged');
    new DataView(jpeg.buffer).setUint32(frame + 5, 0);
    expect(await codeOf(jpeg)).toBe('image-damaged');
  });

  it('stops inflating where the header says: a bomb in a small frame', async () => {
    const image = { width: 2000, height: 2000, channels: 3, data: new Uint8Array(12_000_000) };
    const png = await writePng(image);
    // Twelve megabytes of zeros behind a header of one pixel.
    const view = new DataView(png.buffer);
    view.setUint32(16, 1);
    view.setUint32(20, 1);
    view.setUint32(29, crc32(png.subarray(12, 29)));
    expect(png.length).toBeLessThan(20_000);
    expect(await codeOf(png)).toBe('data-too-large');
  });

  it('gives a diagnostic or an image for damaged files, never an exception', async () => {
    const random = hostRandom(5, 'images');
    const seen = new Set<string>();
    for (const { file } of cases)
      for (let trial = 0; trial < 25; trial++) {
        const bytes = bytesOf(file).slice(0, trial % 3 === 0 ? random.integer(1e9) % 2000 : undefined);
        for (let change = 0; change <= trial % 4; change++)
          bytes[random.integer(bytes.length)] = random.integer(256);
        seen.add(await codeOf(bytes));
      }
    expect([...seen].sort()).toEqual(expect.arrayContaining(['image-damaged', 'image-format']));
    for (const code of seen)
      expect([
        'ok',
        'image-damaged',
        'image-format',
        'image-too-large',
        'data-too-large',
        'gzip-corrupt',
      ]).toContain(code);
  });
});
