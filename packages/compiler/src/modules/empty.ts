import type { Module } from './module.js';

const start = { offset: 0, line: 1, column: 1 };

/** A module that declares nothing: where texts of definitions are evaluated. */
export const emptyModule: Module = {
  source: '<text>',
  text: '',
  tree: { kind: 'module', items: [], comments: [], span: { source: '<text>', start, end: start } },
  names: new Map(),
  diagnostics: [],
};
