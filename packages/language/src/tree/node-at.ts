import { childrenOf, type SyntaxNode } from './children.js';

// An offset directly behind a node still touches it: there the caret stands while its name is typed. Where two nodes meet,
// the one that begins there wins.
const touches = (node: SyntaxNode, offset: number): boolean =>
  node.span.start.offset <= offset && offset <= node.span.end.offset;

/** The nodes around an offset, the outermost first. The tree itself is always the first. */
export const nodesAt = (tree: SyntaxNode, offset: number): readonly SyntaxNode[] => {
  const found = [tree];
  for (let node: SyntaxNode | undefined = tree; node;) {
    node = childrenOf(node).findLast((child) => touches(child, offset));
    if (node) found.push(node);
  }
  return found;
};

/** The innermost node at an offset. */
export const nodeAt = (tree: SyntaxNode, offset: number): SyntaxNode => nodesAt(tree, offset).at(-1)!;
