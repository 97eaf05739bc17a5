import type { Outcome, Table } from '@neurite/contract';

/** How to read the data of one npm package. */
export interface PackageRecipe {
  /** What it is, with the version that this was written for. */
  readonly summary: string;
  readonly columns: Readonly<Record<string, string>>;
  open(readFile: (path: string) => Promise<Outcome<Uint8Array>>): Promise<Outcome<Table>>;
}
