import type { Span } from '@neurite/contract';
import { type Comment, type SyntaxNode, walk } from '@neurite/language';
import type { Document } from '../documents/document.js';
import type { FoldingRange } from './types.js';

/** What can be folded: declarations, bodies and blocks of settings, long pipes and lists, runs of comments and imports. */
export const foldingRanges = ({ tree, comments }: Document): readonly FoldingRange[] => {
  const found = new Map<number, FoldingRange>();
  const add = (start: number, end: number, kind: FoldingRange['kind']): void => {
    // Of two that begin on a line the longer one is folded there.
    const known = found.get(start);
    if (end > start && (known === undefined || known.end < end)) found.set(start, { start, end, kind });
  };
  // The closing bracket stays in sight.
  const bracketed = ({ start, end }: Span): void => add(start.line, end.line - 1, 'region');
  walk(tree, {
    enter: (node) => {
      const braces = bracesOf(node);
      if (braces !== undefined) bracketed(braces);
      else if (node.kind === 'pipe') add(node.span.start.line, node.span.end.line, 'region');
      else if (node.kind === 'list') bracketed(node.span);
    },
  });
  for (const run of runs(comments)) add(run[0]!.span.start.line, run.at(-1)!.span.end.line, 'comment');
  const imports = tree.items.filter(({ kind }) => kind === 'import');
  if (imports.length > 1) add(imports[0]!.span.start.line, imports.at(-1)!.span.end.line, 'imports');
  return [...found.values()].sort((a, b) => a.start - b.start);
};

const bracesOf = (node: SyntaxNode): Span | undefined =>
  node.kind === 'body' ? node.span : 'braces' in node ? node.braces : undefined;

/** Comments on lines of their own that follow each other. */
const runs = (comments: readonly Comment[]): readonly (readonly Comment[])[] => {
  const found: Comment[][] = [];
  for (const comment of comments) {
    if (!comment.ownLine) continue;
    const last = found.at(-1)?.at(-1);
    if (last?.span.start.line === comment.span.start.line - 1) found.at(-1)!.push(comment);
    else found.push([comment]);
  }
  return found;
};
