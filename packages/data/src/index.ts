import { eager } from '@neurite/tfjs';
import * as definitions from './definitions/index.js';
import { generator } from './eager.js';

export { readCsv, type CsvOptions } from './bytes/csv.js';
export { readIdx } from './bytes/idx.js';
export { readNpy } from './bytes/npy.js';
export { readNpz } from './bytes/npz.js';
export { diagnostics } from './diagnostics.js';

export const blobs = /* @__PURE__ */ generator(definitions.blobs);
export const circles = /* @__PURE__ */ generator(definitions.circles);
export const moons = /* @__PURE__ */ generator(definitions.moons);
export const sine = /* @__PURE__ */ generator(definitions.sine);
export const spirals = /* @__PURE__ */ generator(definitions.spirals);
export const xor = /* @__PURE__ */ generator(definitions.xor);

export const centre = /* @__PURE__ */ eager(definitions.centre);
export const minMax = /* @__PURE__ */ eager(definitions.minMax);
export const pca = /* @__PURE__ */ eager(definitions.pca);
export const scale = /* @__PURE__ */ eager(definitions.scale);
export const standardize = /* @__PURE__ */ eager(definitions.standardize);
export const whiten = /* @__PURE__ */ eager(definitions.whiten);
