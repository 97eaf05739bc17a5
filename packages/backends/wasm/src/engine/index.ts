export { alignment, type Allocator, type Block, createAllocator } from './allocator.js';
export { startEngine } from './engine.js';
export { type KernelLibrary, libraryImports, libraryVersion } from './library.js';
export { type LibrarySource, load } from './load.js';
export { viewsOf, type Views } from './views.js';
