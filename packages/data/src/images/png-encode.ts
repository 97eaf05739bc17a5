import { crc32 } from './crc32.js';
import type { Pixels } from './pixels.js';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const TYPES: Readonly<Record<number, number>> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/** Writes a PNG image of 8 bits a sample. */
export const writePng = async ({
  width,
  height,
  channels,
  data,
}: Pixels): Promise<Uint8Array<ArrayBuffer>> => {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, TYPES[channels]!);
  const stride = width * channels;
  // Rows are not filtered: a byte of 0 before each says so.
  const raw = new Uint8Array(height * (1 + stride));
  for (let row = 0; row < height; row++)
    raw.set(data.subarray(row * stride, (row + 1) * stride), row * (1 + stride) + 1);
  const packed = new Blob([raw]).stream().pipeThrough(new CompressionStream('deflate'));
  return joined([
    SIGNATURE,
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', new Uint8Array(await new Response(packed).arrayBuffer())),
    chunk('IEND', new Uint8Array()),
  ]);
};

const chunk = (name: string, content: Uint8Array): Uint8Array => {
  const named = joined([Uint8Array.from(name, (letter) => letter.charCodeAt(0)), content]);
  const [length, sum] = [new Uint8Array(4), new Uint8Array(4)];
  new DataView(length.buffer).setUint32(0, content.length);
  new DataView(sum.buffer).setUint32(0, crc32(named));
  return joined([length, named, sum]);
};

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((offset, part) => (whole.set(part, offset), offset + part.length), 0);
  return whole;
};
