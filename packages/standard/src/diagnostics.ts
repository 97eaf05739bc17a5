import { reporter, type DiagnosticRow } from '@neurite/contract';

const error = <A>(
  message: (parts: A) => string,
  help?: (parts: A) => string | undefined,
): DiagnosticRow<A> => ({ severity: 'error', message, ...(help === undefined ? {} : { help }) });

/** What can be wrong with a plugin package that a file uses. Each code has a page in `docs/errors/`. */
export const diagnostics = {
  'package-not-dependency': error(
    (p: { package: string }) => `The project does not depend on the package "${p.package}".`,
    (p) => `Nothing of a package is run that a package.json does not name: npm install ${p.package}`,
  ),
  'package-not-installed': error(
    (p: { package: string }) => `The npm package "${p.package}" is not installed.`,
    () => 'Run: npm install',
  ),
  'package-without-catalog': error(
    (p: { package: string; reason: string }) =>
      `The package "${p.package}" has no neurite.catalog.json that can be read: ${p.reason}.`,
    () => 'A package with plugins writes it with: nn plugins --write-catalog ./definitions.js',
  ),
  'package-mismatch': error(
    (p: { package: string; reason: string }) =>
      `The package "${p.package}" is not what its neurite.catalog.json says: ${p.reason}.`,
    () => 'Install it anew, or ask its authors to write the catalog file again.',
  ),
};

export const report = reporter(diagnostics);
