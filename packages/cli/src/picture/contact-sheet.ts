import type { HostArray, Shape } from '@neurite/contract';
import type { Pixels } from '@neurite/data/images';

/** Whether examples of a shape can be seen: `[height, width]`, with one channel, three or four behind them or not. */
export const isImage = (shape: Shape): boolean => {
  const [height = 0, width = 0, channels = 1] = shape;
  const isFlat = shape.length === 2 || (shape.length === 3 && [1, 3, 4].includes(channels));
  return isFlat && height >= 4 && width >= 4 && height <= 1024 && width <= 1024;
};

// Small images are enlarged by whole numbers until they are about this wide.
const TILE = 56;
const GAP = 4;
const PAPER = 32;

/**
 * Images side by side, row after row. `least` and `greatest` become black and white; what lies outside is cut off, for that is what an
 * augmentation may do.
 */
export const contactSheet = (
  rows: readonly (readonly HostArray[])[],
  shape: Shape,
  { least, greatest }: { readonly least: number; readonly greatest: number },
): Pixels => {
  const [height, width, channels = 1] = shape as readonly [number, number, number?];
  const zoom = Math.max(1, Math.round(TILE / width));
  const [tall, wide] = [height * zoom + GAP, width * zoom + GAP];
  const across = Math.max(...rows.map((row) => row.length));
  const sheet = { width: across * wide + GAP, height: rows.length * tall + GAP, channels: 3 };
  const data = new Uint8Array(sheet.width * sheet.height * 3).fill(PAPER);
  const range = greatest - least || 1;
  const put = (image: HostArray, left: number, top: number): void => {
    for (let row = 0; row < height * zoom; row++)
      for (let column = 0; column < width * zoom; column++) {
        const from = (Math.floor(row / zoom) * width + Math.floor(column / zoom)) * channels;
        const to = ((top + row) * sheet.width + left + column) * 3;
        for (let channel = 0; channel < 3; channel++) {
          const value = image[from + (channels < 3 ? 0 : channel)]!;
          data[to + channel] = Math.max(0, Math.min(255, Math.round(((value - least) / range) * 255)));
        }
      }
  };
  for (const [down, row] of rows.entries())
    for (const [place, image] of row.entries()) put(image, GAP + place * wide, GAP + down * tall);
  return { ...sheet, data };
};
