import type { SettingTable } from '../recipes/settings.js';

export const searchSettings: SettingTable = {
  of: 'search',
  once: ['train', 'trials', 'strategy', 'refine', 'objective', 'report', 'abandon', 'seed'],
  distributions: true,
};

export const ensembleSettings: SettingTable = {
  of: 'ensemble',
  once: ['train', 'members', 'vary', 'combine', 'seed'],
};

/** Settings of a search that may be set from outside. The seed is the recipe's as well. */
export const searchOverrides = ['trials', 'strategy', 'refine', 'abandon', 'seed'] as const;

/** Settings of an ensemble that may be set from outside. */
export const ensembleOverrides = ['members', 'vary', 'combine', 'seed'] as const;
