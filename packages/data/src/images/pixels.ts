/** An image in bytes: `[height, width, channels]`, row-major. Channels are 1 (gray), 2 (gray, alpha), 3 (RGB) or 4 (RGB, alpha). */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/** No image may have more pixels: a header of thirty bytes can promise four billion. */
export const MOST_PIXELS = 2 ** 26;

export type Color = 'rgb' | 'gray' | 'rgba';
export const channelsOf: Readonly<Record<Color, number>> = { gray: 1, rgb: 3, rgba: 4 };

// ITU-R BT.601, as most programs turn colours into gray.
const gray = (red: number, green: number, blue: number): number =>
  Math.round(0.299 * red + 0.587 * green + 0.114 * blue);

/** The image in the channels that are asked for. Transparency is left out where there is no channel for it. */
export const inColor = ({ width, height, channels, data }: Pixels, color: Color): Pixels => {
  const wanted = channelsOf[color];
  if (channels === wanted) return { width, height, channels, data };
  const out = new Uint8Array(width * height * wanted);
  const isGray = channels < 3;
  for (let from = 0, to = 0; from < data.length; from += channels, to += wanted) {
    const red = data[from]!;
    const green = isGray ? red : data[from + 1]!;
    const blue = isGray ? red : data[from + 2]!;
    if (wanted === 1) {
      out[to] = isGray ? red : gray(red, green, blue);
      continue;
    }
    out[to] = red;
    out[to + 1] = green;
    out[to + 2] = blue;
    if (wanted === 4) out[to + 3] = channels % 2 === 0 ? data[from + channels - 1]! : 255;
  }
  return { width, height, channels: wanted, data: out };
};
