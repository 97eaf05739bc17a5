import { dataSettings } from './data.js';
import { pretrainSettings } from './pretrain.js';
import type { SettingTable } from './settings.js';
import { trainSettings } from './train-settings.js';

/** Which settings each block has, for editors and documentation. */
export const settingTables: Readonly<Record<'data' | 'train' | 'pretrain', SettingTable>> = {
  data: dataSettings,
  train: trainSettings,
  pretrain: pretrainSettings,
};
