import type { SettingTable } from './settings.js';

/** What a phase takes from its recipe where it says nothing itself. */
const learning = { once: ['loss', 'optimizer', 'schedule', 'clip'], several: ['regularize', 'constrain'] };
const duration = ['epochs', 'steps', 'stop', 'keep'];

/** Settings of a phase that takes turns with others. */
export const alternateSettings: SettingTable = {
  of: 'a phase that alternates',
  once: ['update', 'steps', ...learning.once],
  several: learning.several,
  groups: true,
};

/** Settings of a phase in a sequence. */
export const sequenceSettings: SettingTable = {
  of: 'a phase in a sequence',
  once: ['update', ...learning.once, ...duration],
  several: learning.several,
  groups: true,
};

/** Keys that a phase inherits. */
export const inheritedKeys = {
  alternate: [...learning.once, ...learning.several],
  sequence: [...learning.once, ...learning.several, ...duration],
} as const;
