import { failure, success, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { parseJson } from './json.js';
import type { PackageRecipe } from './recipe.js';

const PIXELS = 28 * 28;

/**
 * 10,000 handwritten digits: `image` `[28, 28, 1]` in [0, 1] and `label`.
 * The package keeps one file a digit; rows take turns between the digits, so that the first few are a fair sample.
 */
export const mnist: PackageRecipe = {
  summary: '10,000 handwritten digits of 28 × 28 in [0, 1], version 1.1.0',
  columns: { image: 'float32[28, 28, 1]', label: 'int32[]' },
  open: async (readFile) => {
    const digits: (readonly number[])[] = [];
    for (let digit = 0; digit < 10; digit++) {
      const file = `src/digits/${digit}.json`;
      const bytes = await readFile(file);
      if (!bytes.ok) return bytes;
      const pixels = pixelsOf(bytes.value, file);
      if (!pixels.ok) return pixels;
      digits.push(pixels.value);
    }
    const count = digits.reduce((sum, pixels) => sum + pixels.length / PIXELS, 0);
    const image = new Float32Array(count * PIXELS);
    const label = new Int32Array(count);
    let row = 0;
    for (let turn = 0; row < count; turn++)
      for (const [digit, pixels] of digits.entries()) {
        if ((turn + 1) * PIXELS > pixels.length) continue;
        image.set(pixels.slice(turn * PIXELS, (turn + 1) * PIXELS), row * PIXELS);
        label[row++] = digit;
      }
    return success({
      count,
      columns: {
        image: { type: { dtype: 'float32', shape: [28, 28, 1] }, data: image },
        label: { type: { dtype: 'int32', shape: [] }, data: label },
      },
    });
  },
};

const pixelsOf = (bytes: Uint8Array, file: string): Outcome<readonly number[]> => {
  const wrong = (reason: string) => failure(report('data-package-content', { name: 'mnist', file, reason }));
  const content = parseJson(bytes, 'mnist', file);
  if (!content.ok) return content;
  const data = (content.value as { readonly data?: unknown } | null)?.data;
  if (!Array.isArray(data) || data.length === 0) return wrong('it has no list "data"');
  if (data.length % PIXELS !== 0) return wrong(`${data.length} values are not whole images of ${PIXELS}`);
  const odd = data.findIndex((value) => typeof value !== 'number' || !(value >= 0 && value <= 1));
  if (odd >= 0) return wrong(`value ${odd} is no number from 0 to 1`);
  return success(data as readonly number[]);
};
