import type { Comment } from '../tree/tree.js';

/** The documentation that stands directly above each line: doc comments of their own on consecutive lines. */
export const docsByLine = (comments: readonly Comment[]): ReadonlyMap<number, string> => {
  const docs = new Map<number, string>();
  let lines: string[] = [];
  let last = -1;
  for (const comment of comments) {
    if (!comment.doc || !comment.ownLine) continue;
    const { line } = comment.span.start;
    if (line !== last + 1) lines = [];
    lines.push(comment.text.replace(/^ /, ''));
    docs.set(line + 1, lines.join('\n'));
    last = line;
  }
  return docs;
};
