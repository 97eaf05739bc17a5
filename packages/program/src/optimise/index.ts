export { diagnostics as optimiseDiagnostics } from './diagnostics.js';
export { optimise, passes } from './optimise.js';
export type { Pass } from './pass.js';
export { unsupported } from './unsupported.js';
