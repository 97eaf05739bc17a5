import { childrenOf, type Module, type SyntaxNode } from '@neurite/language';
import type { Span } from '@neurite/contract';

const place = ({ start, end }: Span): string =>
  start.line === end.line
    ? `${start.line}:${start.column}-${end.column}`
    : `${start.line}:${start.column}-${end.line}:${end.column}`;

const isPlain = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** A node and what is below it, one a line: kind, plain properties, place. */
const dumpNode = (node: SyntaxNode, depth: number): readonly string[] => {
  const properties = Object.entries(node)
    .filter(([key, value]) => key !== 'kind' && isPlain(value))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const line = `${'  '.repeat(depth)}${[node.kind, ...properties].join(' ')} @${place(node.span)}`;
  return [line, ...childrenOf(node).flatMap((child) => dumpNode(child, depth + 1))];
};

/** A tree as a golden file holds it. */
export const dump = (tree: Module): string =>
  [
    ...dumpNode(tree, 0),
    ...tree.comments.map(
      ({ text, doc, ownLine, span }) =>
        `comment${doc ? ' doc' : ''}${ownLine ? ' ownLine' : ''} ${JSON.stringify(text)} @${place(span)}`,
    ),
    '',
  ].join('\n');
