export type { Pixels } from './pixels.js';
export { writePng } from './png-encode.js';
export { readImage } from './read-image.js';
