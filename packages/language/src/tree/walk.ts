import { childrenOf, type SyntaxKind, type SyntaxNode } from './children.js';

/** What is called for nodes; `parents` holds the way down, outermost first. */
export interface Visitor {
  /** Called before the children. False leaves them out, and `leave` for this node with them. */
  readonly enter?: (node: SyntaxNode, parents: readonly SyntaxNode[]) => boolean | void;
  /** Called after the children. */
  readonly leave?: (node: SyntaxNode, parents: readonly SyntaxNode[]) => void;
}

/**
 * Visits a tree in the order of the text.
 *
 * @example
 * const names: string[] = [];
 * walk(tree, { enter: (node) => { if (node.kind === 'identifier') names.push(node.name); } });
 */
export const walk = (tree: SyntaxNode, visitor: Visitor): void => {
  const parents: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    if (visitor.enter?.(node, parents) === false) return;
    parents.push(node);
    for (const child of childrenOf(node)) visit(child);
    parents.pop();
    visitor.leave?.(node, parents);
  };
  visit(tree);
};

/** All nodes of one kind, in the order of the text. */
export const nodesOf = <K extends SyntaxKind>(
  tree: SyntaxNode,
  kind: K,
): readonly Extract<SyntaxNode, { readonly kind: K }>[] => {
  const found: Extract<SyntaxNode, { readonly kind: K }>[] = [];
  walk(tree, {
    enter: (node) => {
      if (node.kind === kind) found.push(node as Extract<SyntaxNode, { readonly kind: K }>);
    },
  });
  return found;
};
