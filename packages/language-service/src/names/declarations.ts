import type {
  Identifier,
  Item,
  Module,
  ModelDeclaration,
  SettingsDeclaration,
  SyntaxNode,
} from '@neurite/language';
import { type Definition, type DefinitionKind, parametersOf } from './definition.js';

/** A declaration of a file's top level. */
export type Declaration = Extract<Item, { readonly kind: 'model' | 'function' | 'data' | 'settings' }>;

export const isDeclaration = (node: SyntaxNode): node is Declaration =>
  node.kind === 'model' || node.kind === 'function' || node.kind === 'data' || node.kind === 'settings';

export const declarationKind = (declaration: Declaration): DefinitionKind =>
  declaration.kind === 'model' || declaration.kind === 'settings' ? declaration.keyword : declaration.kind;

/** What a file declares at its top level, by name; of two with one name the first counts. */
export const declarationsOf = (tree: Module): ReadonlyMap<string, Definition> => {
  const found = new Map<string, Definition>();
  for (const item of tree.items) {
    if (!isDeclaration(item) || item.name.name === '' || found.has(item.name.name)) continue;
    found.set(item.name.name, define(declarationKind(item), item.name, item, tree, item.doc));
  }
  return found;
};

export const define = (
  kind: DefinitionKind,
  { name, span }: Identifier,
  node: SyntaxNode,
  scope: SyntaxNode,
  doc?: string,
): Definition => ({ kind, name, span, node, scope: scope.span, doc });

/** The named values of a model or block, which are its members from outside. */
export const membersOf = ({ body }: ModelDeclaration): readonly Definition[] =>
  body.statements.flatMap((statement) => {
    switch (statement.kind) {
      case 'input':
        return [define('input', statement.name, statement, body, statement.doc)];
      case 'output':
        return statement.name === undefined ? [] : [define('output', statement.name, statement, body)];
      case 'binding':
        return [define('binding', statement.name, statement, body)];
      case 'param':
        return [define('weight', statement.name, statement, body)];
      default:
        return [];
    }
  });

/** The parameters of a declaration, and for what is applied its inputs too: what its arguments may name. */
export const argumentsOf = (declaration: SyntaxNode): readonly Definition[] => {
  const parameters = parametersOf(declaration).map((parameter) =>
    define('parameter', parameter.name, parameter, declaration),
  );
  const inputs =
    declaration.kind === 'model' ? membersOf(declaration).filter(({ kind }) => kind === 'input') : [];
  return [...parameters, ...inputs];
};

/** The fields of a data set. */
export const fieldsOf = (declaration: SyntaxNode): readonly Definition[] =>
  declaration.kind === 'data'
    ? declaration.settings.flatMap((statement) =>
        statement.kind === 'field' && statement.keyword === 'field'
          ? [define('field', statement.name, statement, declaration)]
          : [],
      )
    : [];

/** The value of a setting that a block has itself. */
export const ownSetting = (declaration: SettingsDeclaration, key: string) =>
  declaration.settings.find(
    (statement) =>
      statement.kind === 'setting' && statement.key.length === 1 && statement.key[0]!.name === key,
  );
