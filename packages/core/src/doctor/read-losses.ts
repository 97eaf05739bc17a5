/** What the losses of a training without regularization look like. */
export interface LossReading {
  /**
   * - `learned`: next to nothing is left of the first loss.
   * - `exploded`: it is not finite any more, or far above the first one.
   * - `falling`: it is on its way down, and was when the steps ended.
   * - `stalled`: it fell, and stays where it is.
   * - `flat`: it never fell.
   */
  readonly shape: 'learned' | 'exploded' | 'falling' | 'stalled' | 'flat';
  readonly first: number;
  /** The mean of the last tenth. */
  readonly last: number;
  /** How many steps it stayed at its first value before it fell. */
  readonly plateau: number;
}

/** What of the first loss may be left of what was learned by heart. */
export const LEARNED = 0.02;
// Losses swing a little, even where examples are always the same.
const STILL = 0.02;
const EXPLODED = 3;
// What the last quarter of the steps must bring to count as a fall.
const FALLS = 0.05;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Reads a curve of losses that begins with that of the first weights; `floor` is the least that is possible. */
export const readLosses = (values: readonly number[], floor = 0): LossReading => {
  const losses = values.map((value) => Math.max(0, value - floor));
  const first = losses[0] ?? NaN;
  const last = mean(losses.slice(-Math.max(1, Math.floor(losses.length / 10))));
  const left = losses.findIndex((loss) => !(Math.abs(loss - first) <= STILL * first));
  const plateau = left < 0 ? losses.length : left;
  const before = mean(
    losses.slice(-Math.max(2, Math.floor(losses.length / 4))).slice(0, Math.ceil(losses.length / 10)),
  );
  const shape = (): LossReading['shape'] => {
    if (!Number.isFinite(last) || last > EXPLODED * first) return 'exploded';
    if (losses.at(-1)! <= LEARNED * first) return 'learned';
    if (last < before * (1 - FALLS)) return 'falling';
    return last < first * (1 - FALLS) ? 'stalled' : 'flat';
  };
  return { shape: shape(), first: first + floor, last: last + floor, plateau };
};
