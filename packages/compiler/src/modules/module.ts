import type { Diagnostic } from '@neurite/contract';
import type {
  DataDeclaration,
  FunctionDeclaration,
  ModelDeclaration,
  Module as Tree,
  SettingsDeclaration,
} from '@neurite/language';

/** What a file declares at its top level. */
export type Declaration = ModelDeclaration | FunctionDeclaration | DataDeclaration | SettingsDeclaration;

/** A declaration and the module whose names it sees. */
export interface Declared<D extends Declaration = Declaration> {
  readonly declaration: D;
  readonly module: Module;
}

/** One source text, read; `names` are its own declarations and those that it imports. */
export interface Module {
  readonly source: string;
  readonly text: string;
  readonly tree: Tree;
  readonly names: ReadonlyMap<string, Declared>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The declarations of the module itself, of some kind, in order. */
export const ownDeclarations = (module: Module): readonly Declaration[] =>
  module.tree.items.filter(
    (item): item is Declaration =>
      item.kind === 'model' || item.kind === 'function' || item.kind === 'data' || item.kind === 'settings',
  );

/** What a name of the module declares, where that is of the wanted kind. */
export const declared = <K extends Declaration['kind']>(
  module: Module,
  kind: K,
  name: string,
): Declared<Extract<Declaration, { readonly kind: K }>> | undefined => {
  const found = module.names.get(name);
  return found?.declaration.kind === kind
    ? (found as Declared<Extract<Declaration, { readonly kind: K }>>)
    : undefined;
};
