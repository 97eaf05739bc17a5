import { dataSettings } from './data.js';
import { sequenceSettings } from './phase-settings.js';
import { pretrainSettings } from './pretrain.js';
import { ensembleSettings, searchSettings } from '../searches/settings.js';
import type { SettingTable } from './settings.js';
import { trainSettings } from './train-settings.js';

/** Which settings each block has, for editors and documentation. */
export const settingTables: Readonly<
  Record<'data' | 'train' | 'phase' | 'pretrain' | 'search' | 'ensemble', SettingTable>
> = {
  data: dataSettings,
  train: trainSettings,
  phase: sequenceSettings,
  pretrain: pretrainSettings,
  search: searchSettings,
  ensemble: ensembleSettings,
};
