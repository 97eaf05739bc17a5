import { eager } from '@neurite/tfjs';
import * as definitions from './definitions/index.js';
import { changing } from './eager-augmentation.js';
import { generator } from './eager.js';

export { readCsv, type CsvOptions } from './bytes/csv.js';
export { readIdx } from './bytes/idx.js';
export { readNpy } from './bytes/npy.js';
export { readNpz } from './bytes/npz.js';
export * from './images/index.js';
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

export const brightness = /* @__PURE__ */ changing(definitions.brightness);
export const contrast = /* @__PURE__ */ changing(definitions.contrast);
export const cutout = /* @__PURE__ */ changing(definitions.cutout);
export const noise = /* @__PURE__ */ changing(definitions.noise);
export const randomCrop = /* @__PURE__ */ changing(definitions.randomCrop);
export const randomFlip = /* @__PURE__ */ changing(definitions.randomFlip);
export const randomRotate = /* @__PURE__ */ changing(definitions.randomRotate);
export const randomShift = /* @__PURE__ */ changing(definitions.randomShift);
