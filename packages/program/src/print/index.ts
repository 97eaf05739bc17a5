export { parse, stringify } from './json.js';
export { print } from './print.js';
