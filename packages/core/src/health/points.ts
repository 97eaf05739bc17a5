/**
 * Whether a step is one to look at: at the middle and at the end of the epochs 1, 2, 4, 8, … so that a long run is looked at often
 * while it begins, and rarely later. `position` is that of the step in its epoch, `epoch` counts from 1; where phases alternate, as
 * many steps in a row are looked at.
 */
export const isPoint = (epoch: number, position: number, perEpoch: number, turns: number): boolean => {
  if (!Number.isInteger(Math.log2(epoch))) return false;
  const middle = Math.floor(perEpoch / 2);
  return [middle, perEpoch - turns].some((from) => position >= from && position < from + turns);
};
