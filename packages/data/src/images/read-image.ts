import { failure, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { isJpeg, readJpeg } from './jpeg.js';
import type { Pixels } from './pixels.js';
import { isPng, readPng } from './png.js';

/**
 * Reads a PNG or JPEG image, whatever the file is called.
 *
 * @example
 * const image = await readImage(bytes, 'cat.jpg');
 * if (image.ok) image.value.width;
 */
export const readImage = async (bytes: Uint8Array, file = 'the data'): Promise<Outcome<Pixels>> => {
  if (isPng(bytes)) return readPng(bytes, file);
  if (isJpeg(bytes)) return readJpeg(bytes, file);
  return failure(report('image-format', { file }));
};
