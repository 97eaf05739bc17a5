import type { Diagnostic } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { hasErrors } from '../diagnostics/errors.js';
import { type Module, ownDeclarations } from '../modules/module.js';
import type { NamesReport } from './names.js';

/** Warnings about names that nothing reads: bindings, parameters, inputs, imports. */
export const checkUnused = (module: Module, reports: readonly NamesReport[]): readonly Diagnostic[] => {
  // What could not be read may be the use that is missing.
  if (hasErrors(module.diagnostics)) return [];
  const elsewhere = namesReadElsewhere(module);
  const found: Diagnostic[] = [];
  for (const { defined, diagnostics } of reports) {
    // A misspelt name may be the use that is missing.
    if (diagnostics.length > 0) continue;
    for (const { name, span, what, used } of defined) {
      if (used || elsewhere.has(name)) continue;
      if (what === 'binding') found.push(report('unused-binding', { name }, { span }));
      if (what === 'parameter') found.push(report('unused-parameter', { name }, { span }));
      if (what === 'input') found.push(report('unused-input', { name }, { span }));
    }
  }
  const mentioned = new Set(reports.flatMap((entry) => [...entry.mentioned]));
  for (const item of module.tree.items) {
    if (item.kind !== 'import') continue;
    for (const { name, span } of item.names)
      if (module.names.has(name) && !mentioned.has(name) && !elsewhere.has(name))
        found.push(report('unused-import', { name }, { span }));
  }
  return found;
};

/** Names that recipes read, and members that anything reads: `aux` in a loss, `stage4` in `ResNet().stage4`. */
const namesReadElsewhere = (module: Module): ReadonlySet<string> => {
  const names = new Set<string>();
  const visit = (node: unknown, inSettings: boolean): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach((item) => visit(item, inSettings));
    const { kind, name } = node as { readonly kind?: unknown; readonly name?: unknown };
    if (kind === 'member') names.add((name as { readonly name: string }).name);
    if (inSettings && kind === 'identifier') names.add(name as string);
    for (const [key, value] of Object.entries(node)) if (key !== 'span') visit(value, inSettings);
  };
  for (const declaration of ownDeclarations(module))
    visit(declaration, declaration.kind === 'settings' || declaration.kind === 'data');
  return names;
};
