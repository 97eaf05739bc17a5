import type { Span } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';

/** The pattern of a glob on paths: `*` is part of one segment, `**` any number of segments. */
export const globPattern = (glob: string): RegExp => {
  const parts = glob.split(/(\*\*\.|\.\*\*|\*\*|\*)/u).map((part) => {
    if (part === '**.') return '(?:.*\\.)?';
    if (part === '.**') return '(?:\\..*)?';
    if (part === '**') return '.*';
    return part === '*' ? '[^.]*' : part.replace(/[.+?^${}()|[\]\\]/gu, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 'u');
};

/** What a glob selects of all paths; that it selects nothing is a mistake, which is reported. */
export const selectPaths = (
  session: Session,
  glob: string,
  paths: readonly string[],
  span: Span,
  what = 'parameter',
): readonly string[] => {
  const pattern = globPattern(glob);
  const selected = paths.filter((path) => pattern.test(path));
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
