export { fuse } from './fuse.js';
