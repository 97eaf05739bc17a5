const TURN = 2 * Math.PI;

// Taylor's series, exact to a unit in the last place for |angle| ≤ π/4; only + and ×, so every engine gives the same bits.
const smallSine = (x: number): number => {
  const s = x * x;
  return (
    x *
    (1 -
      (s / 6) *
        (1 - (s / 20) * (1 - (s / 42) * (1 - (s / 72) * (1 - (s / 110) * (1 - (s / 156) * (1 - s / 210)))))))
  );
};
const smallCosine = (x: number): number => {
  const s = x * x;
  return (
    1 -
    (s / 2) *
      (1 -
        (s / 12) *
          (1 -
            (s / 30) * (1 - (s / 56) * (1 - (s / 90) * (1 - (s / 132) * (1 - (s / 182) * (1 - s / 240)))))))
  );
};

/**
 * The point `[cos, sin]` of the unit circle after so many turns. Math.sin and Math.cos may differ between engines in the last
 * bit, and a data set must not.
 */
export const circlePoint = (turns: number): readonly [number, number] => {
  const quarter = Math.round((turns - Math.floor(turns)) * 4);
  const rest = (turns - Math.floor(turns) - quarter / 4) * TURN;
  const c = smallCosine(rest);
  const s = smallSine(rest);
  switch (quarter & 3) {
    case 0:
      return [c, s];
    case 1:
      return [-s, c];
    case 2:
      return [-c, -s];
    default:
      return [s, -c];
  }
};
