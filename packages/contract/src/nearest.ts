/**
 * The number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other (Damerau–Levenshtein,
 * optimal string alignment), or `limit + 1` as soon as it must exceed the limit.
 */
export const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
};

/** One mistake in a short word, two from six letters on, three from ten: more would suggest words that nobody meant. */
const tolerance = (word: string): number =>
  word.length < 3 ? 0 : word.length < 6 ? 1 : word.length < 10 ? 2 : 3;

const plain = (word: string): string => word.toLowerCase().replaceAll(/[_-]/g, '');

/**
 * The candidate that a misspelt word most likely means, or undefined where none is near. Case and underscores count less than letters:
 * `ReLU` finds `relu` and `batchNorm` finds `batch_norm`. Initials of three words or more find them: `mse`. Of equally near candidates the
 * first wins.
 *
 * @example
 * nearest('rleu', ['relu', 'elu']) // 'relu'
 */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  // Names longer than this are not typed by hand, and the distance is quadratic.
  if (word.length > 64) return undefined;
  const sought = plain(word);
  const limit = tolerance(sought);
  let best: string | undefined;
  let bestCost = Infinity;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const target = plain(candidate);
    const distance = sought === target ? 0 : editDistance(sought, target, limit);
    const isShort = sought.length >= 3 && sought === initials(candidate);
    // A swap of neighbours is the likelier slip of two equally distant words.
    const slips =
      distance +
      (word[0] === candidate[0] ? 0 : 0.1) +
      (distance > 0 && sorted(sought) === sorted(target) ? -0.2 : 0);
    const cost = isShort ? 0 : slips;
    if ((isShort || distance <= limit) && cost < bestCost) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best;
};

const initials = (word: string): string => Array.from(word.split('_'), (part) => part[0] ?? '').join('');

const sorted = (word: string): string => [...word].sort().join('');
