/** A whole number that is known while compiling: itself, or a polynomial over symbols such as `2 * seq + 1`. */
export type Extent = number | Polynomial;

/** A sum of terms in canonical order, none of them zero; never a plain number, which is an `Extent` by itself. */
export interface Polynomial {
  readonly terms: readonly Term[];
}

/** `coefficient · a · b · …`; factors are sorted. A factor is a symbol, or the text of what is no polynomial: `seq // 2`. */
export interface Term {
  readonly factors: readonly string[];
  readonly coefficient: number;
}

const keyOf = (term: Term): string => term.factors.join('\u0000');

const normal = (terms: readonly Term[]): Extent => {
  const byKey = new Map<string, Term>();
  for (const term of terms) {
    const key = keyOf(term);
    const coefficient = (byKey.get(key)?.coefficient ?? 0) + term.coefficient;
    if (coefficient === 0) byKey.delete(key);
    else byKey.set(key, { factors: term.factors, coefficient });
  }
  if (byKey.size === 0) return 0;
  const sorted = [...byKey.entries()].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, term]) => term);
  return sorted.length === 1 && sorted[0]!.factors.length === 0 ? sorted[0]!.coefficient : { terms: sorted };
};

export const termsOf = (extent: Extent): readonly Term[] =>
  typeof extent === 'number' ? [{ factors: [], coefficient: extent }] : extent.terms;

/** The extent that a name stands for. */
export const symbol = (name: string): Extent => ({ terms: [{ factors: [name], coefficient: 1 }] });

/** The name, where the extent is a symbol and nothing else. */
export const symbolName = (extent: Extent): string | undefined => {
  if (typeof extent === 'number' || extent.terms.length !== 1) return undefined;
  const { factors, coefficient } = extent.terms[0]!;
  return coefficient === 1 && factors.length === 1 ? factors[0] : undefined;
};

export const add = (a: Extent, b: Extent): Extent =>
  typeof a === 'number' && typeof b === 'number' ? a + b : normal([...termsOf(a), ...termsOf(b)]);

export const multiply = (a: Extent, b: Extent): Extent =>
  typeof a === 'number' && typeof b === 'number'
    ? a * b
    : normal(
        termsOf(a).flatMap((x) =>
          termsOf(b).map((y) => ({
            factors: [...x.factors, ...y.factors].sort(),
            coefficient: x.coefficient * y.coefficient,
          })),
        ),
      );

export const negate = (a: Extent): Extent => multiply(a, -1);
export const subtract = (a: Extent, b: Extent): Extent => add(a, negate(b));
export const product = (extents: readonly Extent[]): Extent => extents.reduce(multiply, 1);

export const sameExtent = (a: Extent, b: Extent): boolean =>
  typeof a === 'number' || typeof b === 'number' ? a === b : subtract(a, b) === 0;

/** The exact quotient by a single term, or undefined where it leaves a rest. */
export const exactQuotient = (a: Extent, b: Extent): Extent | undefined => {
  if (typeof a === 'number' && typeof b === 'number') return b !== 0 && a % b === 0 ? a / b : undefined;
  const divisors = termsOf(b);
  if (divisors.length !== 1 || divisors[0]!.coefficient === 0) return undefined;
  const divisor = divisors[0]!;
  const quotients: Term[] = [];
  for (const term of termsOf(a)) {
    if (term.coefficient % divisor.coefficient !== 0) return undefined;
    const factors = [...term.factors];
    for (const factor of divisor.factors) {
      const at = factors.indexOf(factor);
      if (at < 0) return undefined;
      factors.splice(at, 1);
    }
    quotients.push({ factors, coefficient: term.coefficient / divisor.coefficient });
  }
  return normal(quotients);
};

/** ⌊a / b⌋; symbolic where it must be. b is not 0. */
export const floorDivide = (a: Extent, b: Extent): Extent => {
  if (typeof a === 'number' && typeof b === 'number') return Math.floor(a / b);
  return exactQuotient(a, b) ?? symbol(`(${print(a)}) // (${print(b)})`);
};

/** ⌈a / b⌉. */
export const ceilDivide = (a: Extent, b: Extent): Extent =>
  exactQuotient(a, b) ?? floorDivide(add(a, subtract(b, 1)), b);

/** a mod b, with the sign of b. */
export const remainder = (a: Extent, b: Extent): Extent => {
  if (typeof a === 'number' && typeof b === 'number') return a - b * Math.floor(a / b);
  return exactQuotient(a, b) === undefined ? symbol(`(${print(a)}) mod (${print(b)})`) : 0;
};

const isName = (factor: string): boolean => !factor.includes(' ');

const printTerm = ({ factors, coefficient }: Term, first: boolean): string => {
  const sign = coefficient < 0 ? (first ? '-' : ' - ') : first ? '' : ' + ';
  const size = Math.abs(coefficient);
  const parts = factors.map((factor) =>
    isName(factor) || factors.length + (size === 1 ? 0 : 1) === 1 ? factor : `(${factor})`,
  );
  return sign + (size === 1 && parts.length > 0 ? parts : [size, ...parts]).join(' * ');
};

/** In the dimension grammar of the language: `2 * seq + 1`. */
export const print = (extent: Extent): string =>
  typeof extent === 'number'
    ? String(extent)
    : extent.terms
        .map((term, index) => {
          const text = printTerm(term, index === 0);
          return extent.terms.length > 1 &&
            term.factors.length === 1 &&
            !isName(term.factors[0]!) &&
            Math.abs(term.coefficient) === 1
            ? text.replace(term.factors[0]!, () => `(${term.factors[0]!})`)
            : text;
        })
        .join('');

/** The names of the symbols in it, those inside quotients included. */
export const symbolsOf = (extent: Extent): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { factors } of termsOf(extent))
    for (const factor of factors)
      for (const name of factor.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []) if (name !== 'mod') names.add(name);
  return names;
};
