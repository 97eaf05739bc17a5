import type { Diagnostic } from '@neurite/contract';
import { nodesOf } from '@neurite/language';
import type { Document } from '../documents/document.js';
import type { Workspace } from './workspace.js';

/** What is wrong with a text. Mistakes of the texts that it imports are shown where it imports them. */
export const diagnosticsOf = (workspace: Workspace, document: Document): readonly Diagnostic[] => {
  const { diagnostics } = document.checked().compilation;
  const isOwn = ({ span }: Diagnostic): boolean => span === undefined || span.source === document.name;
  return diagnostics.map((diagnostic) =>
    isOwn(diagnostic) ? diagnostic : atImport(workspace, document, diagnostic),
  );
};

const atImport = ({ store }: Workspace, document: Document, diagnostic: Diagnostic): Diagnostic => {
  const { span, message, code, severity } = diagnostic;
  const imports = nodesOf(document.tree, 'import');
  // What an imported file imports itself is shown at the first import: some import leads there.
  const found =
    imports.find(({ from }) => store.imported(from.value, document.name)?.name === span!.source) ??
    imports[0];
  return {
    code,
    severity,
    message: `In an imported file: ${message}`,
    ...(found === undefined ? {} : { span: found.from.span }),
    related: [{ message, span: span! }],
  };
};
