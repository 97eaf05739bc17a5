import type { Diagnostic } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Declaration } from '../modules/module.js';

/** Reports declarations that contain themselves, each circle once; gives the names of all that are in one. */
export const checkRecursion = (
  declarations: readonly Declaration[],
  mentions: ReadonlyMap<string, ReadonlySet<string>>,
): { readonly diagnostics: readonly Diagnostic[]; readonly recursive: ReadonlySet<string> } => {
  const diagnostics: Diagnostic[] = [];
  const recursive = new Set<string>();
  const done = new Set<string>();
  const visit = (name: string, chain: readonly string[]): void => {
    const at = chain.indexOf(name);
    if (at >= 0) {
      const circle = chain.slice(at);
      const known = circle.every((member) => recursive.has(member));
      circle.forEach((member) => recursive.add(member));
      const declaration = declarations.find((candidate) => candidate.name.name === name);
      if (!known && declaration !== undefined)
        diagnostics.push(report('recursive-block', { names: circle }, { span: declaration.name.span }));
      return;
    }
    if (done.has(name)) return;
    for (const other of mentions.get(name) ?? []) visit(other, [...chain, name]);
    done.add(name);
  };
  for (const { name } of declarations) visit(name.name, []);
  return { diagnostics, recursive };
};
