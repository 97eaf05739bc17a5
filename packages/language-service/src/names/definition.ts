import type { Span } from '@neurite/contract';
import type { Parameter, SyntaxNode } from '@neurite/language';

/** What a name of a file stands for. */
export type DefinitionKind =
  | 'model'
  | 'block'
  | 'function'
  | 'data'
  | 'train'
  | 'pretrain'
  | 'search'
  | 'ensemble'
  | 'parameter'
  | 'input'
  | 'output'
  | 'binding'
  | 'weight'
  | 'dimension'
  | 'variable'
  | 'step'
  | 'field';

/** A name where it is defined. The span tells it from all others. */
export interface Definition {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly span: Span;
  /** The whole of what is defined: a declaration, a statement, a parameter. */
  readonly node: SyntaxNode;
  /** Where the name may be read. */
  readonly scope: Span;
  readonly doc?: string | undefined;
}

/** A name where it is read, and what it stands for; undefined for names of the catalog and unknown ones. */
export interface Reference {
  readonly name: string;
  readonly span: Span;
  readonly definition: Definition | undefined;
}

/** What tells a definition from all others. */
export const keyOf = ({ span }: Pick<Definition, 'span'>): string => `${span.source}\n${span.start.offset}`;

export const isSame = (one: Definition | undefined, other: Definition | undefined): boolean =>
  one !== undefined && other !== undefined && keyOf(one) === keyOf(other);

export const parametersOf = (node: SyntaxNode): readonly Parameter[] => {
  if (node.kind === 'model' || node.kind === 'data') return node.parameters;
  return node.kind === 'function' ? [...node.inputs, ...node.options] : [];
};
