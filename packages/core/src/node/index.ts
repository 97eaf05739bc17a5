export { folderStorage } from './folder-storage.js';
export { load } from './load.js';
export { nodeWorld } from './node-world.js';
export { createRunFolder, latestRunFolder } from './run-folder.js';
