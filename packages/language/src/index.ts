export { limits } from './limits.js';
export { parseExpression, parseShape, type Fragment } from './parse/fragments.js';
export { parse, type Parsed, type ParseOptions } from './parse/parse.js';
export { escapeText } from './text/escape.js';
export { createLineMap, positionAt, type LineMap } from './text/line-map.js';
export { nearest } from './text/nearest.js';
export * from './tree/tree.js';
