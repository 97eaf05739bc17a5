import type { Module } from '../tree/tree.js';
import { printItem } from './items.js';
import { layout } from './layout.js';
import { printLines } from './statements.js';

/**
 * The canonical text of a tree: two spaces, lines of at most 100 columns, one blank line at most where the source had some, and every
 * comment where it was. Reading it again gives the same tree but for the spans.
 */
export const print = (tree: Module): string => layout(printLines(tree.items, printItem), tree.comments);
