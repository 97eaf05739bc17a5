import type { Outcome, Table } from '@neurite/contract';

/** How to read the data of one npm package. */
export interface PackageRecipe {
  /** What it is, with the version that this was written for. */
  readonly summary: string;
  readonly columns: Readonly<Record<string, string>>;
  /** The names of its sets, where it has several: one of them must be asked for. */
  readonly files?: readonly string[];
  open(
    readFile: (path: string) => Promise<Outcome<Uint8Array>>,
    options: PackageOptions,
  ): Promise<Outcome<Table>>;
}

/** What is asked of a package besides its name. */
export interface PackageOptions {
  readonly file: string | null;
  readonly features: readonly string[] | null;
  readonly missing: 'error' | 'drop';
}
