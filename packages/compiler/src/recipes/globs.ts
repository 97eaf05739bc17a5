import type { Span } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';

/** The parts of a glob: texts, and between them what stands for others. */
export const globParts = (glob: string): readonly string[] =>
  glob.split(/(\*\*\.|\.\*\*|\*\*|\*)/u).filter((part) => part !== '');

export const isWildcard = (part: string): boolean => /^\.?\*/u.test(part);

/**
 * Where a part may end in a path, with the place where it then began; `starts` are the places where it may begin, ascending. `*` stands
 * for part of one name, `**` for any number of names and the dot beside them. Behind a name it also takes the numbers of its iterations:
 * `stage.**` reaches into `stage[0]`.
 */
const endsOf = (part: string, path: string, starts: Iterable<number>): ReadonlyMap<number, number> => {
  const ends = new Map<number, number>();
  /** From here on every further place has been reached. */
  let everything: number | undefined;
  for (const start of starts) {
    if (!isWildcard(part)) {
      if (path.startsWith(part, start)) ends.set(start + part.length, start);
      continue;
    }
    if (!ends.has(start)) ends.set(start, start);
    if (part === '*') {
      for (let end = start + 1; end <= path.length && path[end - 1] !== '.' && !ends.has(end); end++)
        ends.set(end, start);
      continue;
    }
    if (everything !== undefined || (part === '.**' && path[start] !== '.' && path[start] !== '[')) continue;
    everything = start;
    for (let end = start + 1; end <= path.length; end++)
      if (part !== '**.' || path[end - 1] === '.') ends.set(end, start);
  }
  return new Map([...ends].sort(([one], [other]) => one - other));
};

/**
 * What the wildcards of a glob stand for in a path; undefined where it does not match. Each part is tried at each place once, so that
 * no pattern takes much longer than its length times that of the path.
 */
export const matchGlob = (glob: string, path: string): readonly string[] | undefined => {
  const parts = globParts(glob);
  const ends: ReadonlyMap<number, number>[] = [];
  for (const part of parts) ends.push(endsOf(part, path, ends.at(-1)?.keys() ?? [0]));
  const last = ends.at(-1);
  if (last === undefined ? path !== '' : !last.has(path.length)) return undefined;
  const found: string[] = [];
  let end = path.length;
  for (let index = parts.length - 1; index >= 0; index--) {
    const start = ends[index]!.get(end)!;
    if (isWildcard(parts[index]!)) found.unshift(path.slice(start, end));
    end = start;
  }
  return found;
};

/** What a glob selects of all paths; that it selects nothing is a mistake, which is reported. */
export const selectPaths = (
  session: Session,
  glob: string,
  paths: readonly string[],
  span: Span,
  what = 'parameter',
): readonly string[] => {
  const selected = paths.filter((path) => matchGlob(glob, path) !== undefined);
  if (selected.length === 0)
    session.diagnostics.push(
      report('glob-without-match', { what, glob, known: paths.slice(0, 8) }, { span }),
    );
  return selected;
};

/** Something with a glob that competes for parameters with others of its kind. */
export interface Contender<T> {
  readonly value: T;
  readonly glob: string;
  readonly span: Span;
  readonly paths: readonly string[];
}

/** Gives each path to the narrowest contender; where none is strictly narrower, that is reported. */
export const assignPaths = <T>(
  session: Session,
  contenders: readonly Contender<T>[],
): ReadonlyMap<Contender<T>, readonly string[]> => {
  const assigned = new Map<Contender<T>, string[]>(contenders.map((contender) => [contender, []]));
  const reported = new Set<Contender<T>>();
  for (const path of new Set(contenders.flatMap((contender) => contender.paths))) {
    const rivals = contenders.filter((contender) => contender.paths.includes(path));
    const winner = rivals.find((one) => rivals.every((other) => other === one || isNarrower(one, other)));
    if (winner !== undefined) assigned.get(winner)!.push(path);
    else {
      const [first, second] = rivals as [Contender<T>, Contender<T>];
      if (!reported.has(second))
        session.diagnostics.push(
          report(
            'overlapping-globs',
            { first: first.glob, second: second.glob, path },
            { span: second.span, related: [{ message: 'the other', span: first.span }] },
          ),
        );
      reported.add(second);
    }
  }
  return assigned;
};

const isNarrower = (one: Contender<unknown>, other: Contender<unknown>): boolean =>
  one.paths.length < other.paths.length && one.paths.every((path) => other.paths.includes(path));
