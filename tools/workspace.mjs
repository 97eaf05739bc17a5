// What the packages of the workspace are and which may import which. The one place that says so: package skeletons,
// TypeScript references and lint boundaries are checked against it.
export const packages = {
  contract: { folder: 'contract', uses: [] },
  language: { folder: 'language', uses: ['contract'] },
  program: { folder: 'program', uses: ['contract'] },
  compiler: {
    folder: 'compiler',
    uses: ['contract', 'language'],
    tests: ['standard', 'program', 'backend-cpu'],
  },
  core: {
    folder: 'core',
    uses: ['contract', 'program'],
    tests: ['standard', 'compiler', 'testing', 'backend-cpu', 'backend-wasm'],
  },
  'backend-cpu': { folder: 'backends/cpu', uses: ['contract', 'program'], tests: ['testing'] },
  'backend-wasm': {
    folder: 'backends/wasm',
    uses: ['contract', 'program'],
    tests: ['testing', 'backend-cpu'],
  },
  'backend-webgl': { folder: 'backends/webgl', uses: ['contract', 'program'], tests: ['testing'] },
  tfjs: { folder: 'tfjs', uses: ['contract', 'program'], tests: ['testing'] },
  testing: { folder: 'testing', uses: ['contract', 'program'], private: true },
  layers: { folder: 'layers', uses: ['contract', 'tfjs'], plugin: true },
  activations: { folder: 'activations', uses: ['contract', 'tfjs'], plugin: true },
  initializers: { folder: 'initializers', uses: ['contract', 'tfjs'], plugin: true },
  normalizers: { folder: 'normalizers', uses: ['contract', 'tfjs'], plugin: true },
  regularizers: { folder: 'regularizers', uses: ['contract', 'tfjs'], plugin: true },
  losses: { folder: 'losses', uses: ['contract', 'tfjs'], plugin: true },
  metrics: { folder: 'metrics', uses: ['contract', 'losses', 'tfjs'], plugin: true },
  optimizers: { folder: 'optimizers', uses: ['contract', 'tfjs'], plugin: true },
  data: { folder: 'data', uses: ['contract', 'tfjs'], plugin: true, more: ['./images'] },
  pretraining: { folder: 'pretraining', uses: ['contract', 'tfjs'], plugin: true },
  search: { folder: 'search', uses: ['contract'], plugin: true },
  standard: {
    folder: 'standard',
    uses: [
      'contract',
      'layers',
      'activations',
      'initializers',
      'normalizers',
      'regularizers',
      'losses',
      'metrics',
      'optimizers',
      'data',
      'pretraining',
      'search',
      'backend-cpu',
      'backend-wasm',
      'backend-webgl',
    ],
    entries: ['./catalog', './backends', './packages'],
  },
  'language-service': {
    folder: 'language-service',
    uses: ['contract', 'language', 'compiler'],
    tests: ['standard'],
  },
  'language-server': {
    folder: 'language-server',
    uses: ['contract', 'language-service', 'standard'],
    entries: ['./project'],
  },
  neurite: {
    folder: 'neurite',
    uses: ['contract', 'language', 'compiler', 'program', 'core', 'standard'],
    name: 'neurite',
  },
  cli: {
    folder: 'cli',
    uses: ['contract', 'language', 'language-server', 'compiler', 'program', 'core', 'data', 'standard'],
    bundled: true,
  },
};
for (const entry of Object.values(packages)) {
  if (entry.plugin) {
    entry.entries = ['./definitions', ...(entry.more ?? [])];
    entry.tests = ['testing', 'backend-cpu', 'backend-wasm', 'program'];
  }
}
export const npmName = (key) => packages[key].name ?? `@neurite/${key}`;
