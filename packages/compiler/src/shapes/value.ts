import { type Extent, print } from '../extents/extent.js';

/** What an expression of a shape declaration comes to: extents, options, rank packs and lists of packs. */
export type ShapeValue = Extent | boolean | string | null | readonly ShapeValue[] | Pending | Problem;

/** A name in it is not known yet; the equation waits. */
export interface Pending {
  readonly pending: string;
}

/** It cannot be: what is wrong, in words for a user. */
export interface Problem {
  readonly problem: string;
  /** Whether it is one only because a dimension is not known. */
  readonly isOpen?: true;
}

export const isPending = (value: ShapeValue): value is Pending =>
  typeof value === 'object' && value !== null && 'pending' in value;
export const isProblem = (value: ShapeValue): value is Problem =>
  typeof value === 'object' && value !== null && 'problem' in value;
export const isExtent = (value: ShapeValue): value is Extent =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && 'terms' in value);
export const isList = (value: ShapeValue): value is readonly ShapeValue[] => Array.isArray(value);
export const isPack = (value: ShapeValue): value is readonly Extent[] =>
  isList(value) && value.every(isExtent);

export const problem = (text: string): Problem => ({ problem: text });

export const printShape = (shape: readonly Extent[]): string => `[${shape.map(print).join(', ')}]`;
