export { compile } from './compile.js';
export type { Arguments, Compilation, CompileOptions } from './compilation.js';
export type { Limits } from './limits.js';
export { defaultLimits } from './limits.js';
export { createMemory, type Memory } from './check/memory.js';
export type { Observation, Observe } from './lower/observe.js';
export type { ImportedText, ReadImport } from './modules/load.js';
export {
  catalogFile,
  readPluginCatalog,
  writePluginCatalog,
  type PluginCatalog,
} from './plugins/catalog-file.js';
export type { ReadPackage } from './plugins/use-packages.js';
export type { Override } from './recipes/overrides.js';
export type { SettingTable } from './recipes/settings.js';
export { loadModes, loadSettings } from './lower/load.js';
export { settingTables } from './recipes/tables.js';
export { summarise, type LayerSummary, type Summary } from './summary/summarise.js';
