import type { Item, SettingStatement, Statement } from '@neurite/language';
import type { Document } from '../documents/document.js';
import type { DocumentSymbol, SymbolKind } from './types.js';

/** The outline of a file. */
export const documentSymbols = ({ tree }: Document): readonly DocumentSymbol[] =>
  tree.items.flatMap(itemSymbols);

type Named = { readonly name: string; readonly span: DocumentSymbol['span'] };

const symbol = (
  kind: SymbolKind,
  name: Named,
  span: DocumentSymbol['span'],
  detail: string,
  children: readonly DocumentSymbol[] = [],
): readonly DocumentSymbol[] =>
  // Editors refuse a symbol without a name, which half-written files have.
  name.name === '' ? [] : [{ name: name.name, kind, detail, span, selection: name.span, children }];

const itemSymbols = (item: Item): readonly DocumentSymbol[] => {
  switch (item.kind) {
    case 'import':
      return item.names.flatMap((name) => symbol('import', name, name.span, item.from.value));
    case 'model':
      return symbol(item.keyword, item.name, item.span, item.keyword, [
        ...item.parameters.flatMap(({ name, span, type }) =>
          symbol('parameter', name, span, type?.name ?? ''),
        ),
        ...item.body.statements.flatMap(statementSymbols),
      ]);
    case 'function':
      return symbol('function', item.name, item.span, 'function');
    case 'data':
      return symbol('data', item.name, item.span, 'data', item.settings.flatMap(settingSymbols));
    case 'settings':
      return symbol('recipe', item.name, item.span, item.keyword, item.settings.flatMap(settingSymbols));
    case 'use':
    case 'missing-item':
      return [];
    default:
      return item satisfies never;
  }
};

const statementSymbols = (statement: Statement): readonly DocumentSymbol[] => {
  switch (statement.kind) {
    case 'input':
      return symbol('input', statement.name, statement.span, 'input');
    case 'output':
      return statement.name === undefined ? [] : symbol('output', statement.name, statement.span, 'output');
    case 'binding':
      return symbol('value', statement.name, statement.span, '');
    case 'param':
      return symbol('weight', statement.name, statement.span, statement.keyword);
    case 'expect':
    case 'load':
    case 'expression-statement':
      return [];
    default:
      return statement satisfies never;
  }
};

const settingSymbols = (statement: SettingStatement): readonly DocumentSymbol[] => {
  switch (statement.kind) {
    case 'setting':
    case 'distribution': {
      const name = {
        name: statement.key.map((part) => part.name).join('.'),
        span: { ...statement.key[0]!.span, end: statement.key.at(-1)!.span.end },
      };
      const children = statement.kind === 'setting' ? (statement.settings ?? []).flatMap(settingSymbols) : [];
      return symbol('setting', name, statement.span, '', children);
    }
    case 'field':
      return symbol('field', statement.name, statement.span, statement.keyword);
    case 'group':
      return symbol(
        'setting',
        { name: `group ${statement.glob.value}`, span: statement.glob.span },
        statement.span,
        '',
        statement.settings.flatMap(settingSymbols),
      );
    case 'phase':
      return symbol(
        'setting',
        statement.name,
        statement.span,
        'phase',
        statement.settings.flatMap(settingSymbols),
      );
    case 'allow':
      return symbol('setting', statement.rule, statement.span, 'allow');
    default:
      return statement satisfies never;
  }
};
