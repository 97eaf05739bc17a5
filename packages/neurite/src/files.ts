// Where there are files: in Node. Bundlers for a browser take files-of-a-page.ts in its place.
import type { World } from '@neurite/core';
import { nodeWorld } from '@neurite/core/node';

export { folderStorage, load as loadFolder } from '@neurite/core/node';

/** The files of the current folder. */
export const defaultWorld = (): World => nodeWorld(process.cwd());
