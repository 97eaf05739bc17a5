import { failure, success, type Outcome } from '@neurite/contract';
import { inflate } from '../bytes/gunzip.js';
import { report } from '../diagnostics.js';
import { crc32 } from './crc32.js';
import { MOST_PIXELS, type Pixels } from './pixels.js';
import { unfilter } from './png-filters.js';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, index) => bytes[index] === byte);

/** Samples of a pixel, by colour type; 3 is a palette. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depthsOf: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const PALETTE = 3;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly type: number;
  readonly interlaced: boolean;
}

interface Chunks {
  readonly header: Header;
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array;
  readonly packed: Uint8Array;
}

/** A part of an interlaced image: where its pixels stand, and how far apart. */
interface Pass {
  readonly left: number;
  readonly top: number;
  readonly across: number;
  readonly down: number;
}
const WHOLE: readonly Pass[] = [{ left: 0, top: 0, across: 1, down: 1 }];
const ADAM7: readonly Pass[] = [
  { left: 0, top: 0, across: 8, down: 8 },
  { left: 4, top: 0, across: 8, down: 8 },
  { left: 0, top: 4, across: 4, down: 8 },
  { left: 2, top: 0, across: 4, down: 4 },
  { left: 0, top: 2, across: 2, down: 4 },
  { left: 1, top: 0, across: 2, down: 2 },
  { left: 0, top: 1, across: 1, down: 2 },
];

/**
 * Reads a PNG image: every colour type and depth, interlaced or not. Samples of 16 bits keep their upper 8; fewer bits are spread
 * over 0 to 255. Checksums are checked.
 */
export const readPng = async (bytes: Uint8Array, file: string): Promise<Outcome<Pixels>> => {
  const chunks = chunksOf(bytes, file);
  if (!chunks.ok) return chunks;
  const { header, packed } = chunks.value;
  const { depth, type, width, height } = header;
  const bits = depth * samplesOf[type]!;
  const passes = (header.interlaced ? ADAM7 : WHOLE)
    .map((pass) => ({
      ...pass,
      columns: Math.ceil((width - pass.left) / pass.across),
      rows: Math.ceil((height - pass.top) / pass.down),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
  // One byte before each row says how it is filtered.
  const size = passes.reduce(
    (sum, { columns, rows }) => sum + rows * (1 + Math.ceil((columns * bits) / 8)),
    0,
  );
  const inflated = await inflate(packed, { file, limit: size, format: 'deflate' });
  if (!inflated.ok) return inflated;
  const raw = inflated.value;
  const wrong = (reason: string) => failure(report('image-damaged', { file, byte: bytes.length, reason }));
  if (raw.length !== size) return wrong(`it holds ${raw.length} bytes of pixels, not ${size}`);

  const store = storing(chunks.value);
  let offset = 0;
  for (const { left, top, across, down, columns, rows } of passes) {
    const stride = Math.ceil((columns * bits) / 8);
    const lines = raw.subarray(offset, offset + rows * (1 + stride));
    if (!unfilter(lines, stride, Math.max(1, bits >> 3))) return wrong('a row has an unknown filter');
    for (let row = 0; row < rows; row++) {
      const line = lines.subarray(row * (1 + stride) + 1, (row + 1) * (1 + stride));
      for (let column = 0; column < columns; column++)
        if (!store.put(line, column, (top + row * down) * width + left + column * across))
          return wrong('a pixel has a colour beyond the palette');
    }
    offset += lines.length;
  }
  return success({ width, height, channels: store.channels, data: store.data });
};

const chunksOf = (bytes: Uint8Array, file: string): Outcome<Chunks> => {
  const wrong = (byte: number, reason: string) => failure(report('image-damaged', { file, byte, reason }));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: Header | undefined;
  let [palette, transparency] = [new Uint8Array(), new Uint8Array()];
  const data: Uint8Array[] = [];
  for (let at = SIGNATURE.length; ;) {
    if (at + 12 > bytes.length) return wrong(bytes.length, 'it ends before its last chunk');
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return wrong(at, `a chunk of ${length} bytes goes beyond the end of the file`);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4)))
      return wrong(at, `the checksum of the chunk ${JSON.stringify(name)} is wrong`);
    const content = bytes.subarray(at + 8, end - 4);
    if ((header === undefined) !== (name === 'IHDR')) return wrong(at, 'it does not begin with one header');
    if (name === 'IHDR') {
      const read = headerOf(content, file, at);
      if (!read.ok) return read;
      header = read.value;
    } else if (name === 'PLTE') palette = content as typeof palette;
    else if (name === 'tRNS') transparency = content as typeof transparency;
    else if (name === 'IDAT') data.push(content);
    else if (name === 'IEND') break;
    // A chunk whose first letter is a capital must be understood.
    else if (/^[A-Z]/.test(name)) return wrong(at, `the chunk ${JSON.stringify(name)} is unknown`);
    at = end;
  }
  if (header!.type === PALETTE && palette.length === 0) return wrong(bytes.length, 'it has no palette');
  const packed = new Uint8Array(data.reduce((sum, each) => sum + each.length, 0));
  data.reduce((offset, each) => (packed.set(each, offset), offset + each.length), 0);
  return success({ header: header!, palette, transparency, packed });
};

const headerOf = (content: Uint8Array, file: string, at: number): Outcome<Header> => {
  const wrong = (reason: string) => failure(report('image-damaged', { file, byte: at + 8, reason }));
  if (content.length !== 13) return wrong('its header has the wrong length');
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, type, packing, filter, interlace] = content.subarray(8) as unknown as readonly number[];
  if (width === 0 || height === 0) return wrong(`it is ${width} × ${height} pixels large`);
  if (!(depthsOf[type!] ?? []).includes(depth!))
    return wrong(`there is no colour type ${type} of ${depth} bits`);
  if (packing !== 0 || filter !== 0 || interlace! > 1)
    return wrong('its header asks for what PNG does not have');
  if (width * height > MOST_PIXELS)
    return failure(report('image-too-large', { file, width, height, limit: MOST_PIXELS }));
  return success({ width, height, depth: depth!, type: type!, interlaced: interlace === 1 });
};

/** Puts pixels of a line to their places in the image. */
const storing = ({ header, palette, transparency }: Chunks) => {
  const { width, height, depth, type } = header;
  const samples = samplesOf[type]!;
  const colors = Math.floor(palette.length / 3);
  const channels = type === PALETTE ? (transparency.length > 0 ? 4 : 3) : samples;
  const data = new Uint8Array(width * height * channels);
  const scale = depth < 8 ? 255 / (2 ** depth - 1) : 1;
  /** A sample in 8 bits; of a palette, the number of the colour. */
  const sample = (line: Uint8Array, index: number): number => {
    if (depth === 8) return line[index]!;
    if (depth === 16) return line[2 * index]!;
    const bit = index * depth;
    return (line[bit >> 3]! >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
  const put = (line: Uint8Array, column: number, pixel: number): boolean => {
    const to = pixel * channels;
    if (type === PALETTE) {
      const color = sample(line, column);
      if (color >= colors) return false;
      for (let channel = 0; channel < 3; channel++) data[to + channel] = palette[3 * color + channel]!;
      if (channels === 4) data[to + 3] = transparency[color] ?? 255;
    } else
      for (let channel = 0; channel < channels; channel++)
        data[to + channel] = sample(line, column * samples + channel) * scale;
    return true;
  };
  return { channels, data, put };
};
