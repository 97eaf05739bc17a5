export * from './tree/tree.js';
