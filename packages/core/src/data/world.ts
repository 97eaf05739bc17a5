import type { Folder, Outcome, Streaming } from '@neurite/contract';

/** The outside, as sources and transforms of data may see it. Node's is in `@neurite/core/node`; a page has its own. */
export interface World {
  /** The bytes of a file named in the `.nn` text; outside of the project there is nothing. */
  readFile(path: string): Promise<Outcome<Uint8Array>>;
  /** What is in a folder named in the `.nn` text; outside of the project there is nothing. */
  listFolder(path: string): Promise<Outcome<Folder>>;
  /** A file of an npm package that the project has. */
  readPackageFile(name: string, path: string): Promise<Outcome<Uint8Array>>;
  /** How files are read that are not to be held; absent where there are none. */
  readonly streaming?: Streaming;
}
