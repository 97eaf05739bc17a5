import { eager } from '@neurite/tfjs';
import * as definitions from './definitions/index.js';

export const batchNorm = /* @__PURE__ */ eager(definitions.batchNorm);
export const groupNorm = /* @__PURE__ */ eager(definitions.groupNorm);
export const instanceNorm = /* @__PURE__ */ eager(definitions.instanceNorm);
export const layerNorm = /* @__PURE__ */ eager(definitions.layerNorm);
export const localResponseNorm = /* @__PURE__ */ eager(definitions.localResponseNorm);
export const rmsNorm = /* @__PURE__ */ eager(definitions.rmsNorm);
export const spectralNorm = /* @__PURE__ */ eager(definitions.spectralNorm);
export const weightNorm = /* @__PURE__ */ eager(definitions.weightNorm);
