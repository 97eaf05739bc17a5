import { eager } from '@neurite/tfjs';
import * as definitions from './definitions/index.js';

export const alphaDropout = /* @__PURE__ */ eager(definitions.alphaDropout);
export const dropPath = /* @__PURE__ */ eager(definitions.dropPath);
export const dropout = /* @__PURE__ */ eager(definitions.dropout);
export const gaussianDropout = /* @__PURE__ */ eager(definitions.gaussianDropout);
export const gaussianNoise = /* @__PURE__ */ eager(definitions.gaussianNoise);
export const l1L2 = /* @__PURE__ */ eager(definitions.l1L2);
export const l1 = /* @__PURE__ */ eager(definitions.l1);
export const l2 = /* @__PURE__ */ eager(definitions.l2);
export const maxNorm = /* @__PURE__ */ eager(definitions.maxNorm);
export const minMaxNorm = /* @__PURE__ */ eager(definitions.minMaxNorm);
export const nonNeg = /* @__PURE__ */ eager(definitions.nonNeg);
export const orthogonal = /* @__PURE__ */ eager(definitions.orthogonal);
export const spatialDropout = /* @__PURE__ */ eager(definitions.spatialDropout);
export const unitNorm = /* @__PURE__ */ eager(definitions.unitNorm);
