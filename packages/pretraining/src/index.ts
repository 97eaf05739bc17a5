import { eager } from '@neurite/tfjs';
import * as definitions from './definitions/index.js';

export const autoencoder = /* @__PURE__ */ eager(definitions.autoencoder);
export const denoisingAutoencoder = /* @__PURE__ */ eager(definitions.denoisingAutoencoder);
export const sparseAutoencoder = /* @__PURE__ */ eager(definitions.sparseAutoencoder);
