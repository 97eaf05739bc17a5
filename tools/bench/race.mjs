/** Runs the sides in turns, so that whatever else the machine does meets both; the median and the shortest time of each, in ms. */
export const race = async (sides, rounds, perRound) => {
  // Plain JavaScript takes seconds for a step, and needs no more than one to be compiled.
  for (const side of sides) for (let i = 0; i < Math.min(3, rounds); i++) await side();
  const times = sides.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, side] of sides.entries())
      for (let i = 0; i < perRound; i++) {
        const from = performance.now();
        await side();
        times[index].push(performance.now() - from);
      }
  return times.map((list) => {
    const sorted = list.toSorted((a, b) => a - b);
    return { median: sorted[sorted.length >> 1], best: sorted[0] };
  });
};
