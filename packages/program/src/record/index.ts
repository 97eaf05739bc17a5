export { resolveDimension, resolveType, type Bindings } from './dimension.js';
export { record, type Recorder, type Reference } from './record.js';
export { recordGraph, type RecordOptions } from './record-graph.js';
