/** Milliseconds of calls that are not counted. */
const warmUp = 400;

/** Runs the sides in turns, so that whatever else the machine does meets both; the median and the shortest time of each, in ms. */
export const race = async (sides, rounds, perRound) => {
  // Engines compile what runs often once more, and better: both sides run as those of a loop that goes on.
  for (const side of sides) {
    const until = performance.now() + (rounds > 1 ? warmUp : 0);
    do await side();
    while (performance.now() < until);
  }
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
