import type { HostRandom } from '@neurite/contract';

/** The numbers 0 … count − 1 in an order that only the random stream decides (Fisher and Yates; Durstenfeld 1964). */
export const shuffled = (count: number, random: HostRandom): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
};
