import type { World } from '@neurite/core';

/** The files of the current folder in Node; nothing elsewhere. */
export const defaultWorld = async (): Promise<World> =>
  (await import('@neurite/core/node')).nodeWorld(process.cwd());
