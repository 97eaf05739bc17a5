import { eager } from '@neurite/tfjs';
import * as definitions from './definitions/index.js';

export const autoencoder = /* @__PURE__ */ eager(definitions.autoencoder);
export const contractiveAutoencoder = /* @__PURE__ */ eager(definitions.contractiveAutoencoder);
export const denoisingAutoencoder = /* @__PURE__ */ eager(definitions.denoisingAutoencoder);
export const rbm = /* @__PURE__ */ eager(definitions.rbm);
export const sparseAutoencoder = /* @__PURE__ */ eager(definitions.sparseAutoencoder);
