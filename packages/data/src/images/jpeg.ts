import { failure, success, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { MOST_PIXELS, type Pixels } from './pixels.js';

// What the decoder may take besides the pixels; a file within the limit of pixels needs far less than this.
const MOST_MEGABYTES = 1024;
// A frame that packs pixels tighter than this is a bomb, or damaged: entropy coding takes at least a few bits for a block of 64.
const MOST_PIXELS_A_BYTE = 2_000;

export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** Reads a JPEG image, baseline or progressive, to RGB; of one component, to gray. The size is looked at before anything is decoded. */
export const readJpeg = async (bytes: Uint8Array, file: string): Promise<Outcome<Pixels>> => {
  const wrong = (byte: number, reason: string) => failure(report('image-damaged', { file, byte, reason }));
  const frame = frameOf(bytes);
  if (frame === undefined) return wrong(bytes.length, 'it has no frame with a size');
  const { width, height, components, at } = frame;
  if (width === 0 || height === 0) return wrong(at, `it is ${width} × ${height} pixels large`);
  if (width * height > MOST_PIXELS)
    return failure(report('image-too-large', { file, width, height, limit: MOST_PIXELS }));
  if (width * height > MOST_PIXELS_A_BYTE * bytes.length)
    return wrong(at, `${bytes.length} bytes cannot hold ${width} × ${height} pixels`);
  // Loaded when there is a JPEG to read: most data has none.
  const { default: jpeg } = await import('jpeg-js');
  let data: Uint8Array;
  try {
    data = jpeg.decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: MOST_PIXELS / 1e6,
      maxMemoryUsageInMB: MOST_MEGABYTES,
    }).data;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return wrong(bytes.length, `it cannot be decoded (${reason.replace(/\.$/, '')})`);
  }
  if (data.length !== width * height * 3) return wrong(bytes.length, 'it holds less than its header says');
  if (components > 1) return success({ width, height, channels: 3, data });
  const gray = Uint8Array.from({ length: width * height }, (_, pixel) => data[3 * pixel]!);
  return success({ width, height, channels: 1, data: gray });
};

/** The size in the first frame header; headers before it are stepped over by their lengths. */
const frameOf = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame)
      return at + 10 > bytes.length
        ? undefined
        : { height: view.getUint16(at + 5), width: view.getUint16(at + 7), components: bytes[at + 9]!, at };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
};
