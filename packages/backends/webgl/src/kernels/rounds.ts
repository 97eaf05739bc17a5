// A fold of n elements goes in rounds: one shader takes up to `share` elements for each of its results. Short loops keep all cores of
// the GPU at work, and errors of sums grow with log n instead of n.
export const share = 64;
/** Up to this many elements one round is enough. */
export const atOnce = 4 * share;
