import type { Span } from '@neurite/contract';
import type {
  Body,
  Expression,
  Identifier,
  Item,
  ModelDeclaration,
  Module,
  Parameter,
  SettingsDeclaration,
  SettingStatement,
  ShapeExpression,
  Statement,
} from '@neurite/language';
import {
  argumentsOf,
  type Declaration,
  declarationsOf,
  define,
  fieldsOf,
  isDeclaration,
  membersOf,
  ownSetting,
} from './declarations.js';
import { type Definition, type DefinitionKind, type Reference, parametersOf } from './definition.js';

/** All names of a file: where they are defined, and where they are read. */
export interface Names {
  readonly definitions: readonly Definition[];
  readonly references: readonly Reference[];
}

/** The declarations of a file that is imported. */
export type ImportedDeclarations = (path: string) => ReadonlyMap<string, Definition> | undefined;

interface Scope {
  readonly own: Map<string, Definition>;
  readonly parent?: Scope;
  readonly body: Span;
  /** What `model.` and `data.` mean in a recipe. */
  readonly subjects?: Subjects;
}

/** The model and the data that a recipe speaks of. */
interface Subjects {
  readonly model?: ModelDeclaration | undefined;
  readonly data?: Definition | undefined;
}

const lookup = (scope: Scope | undefined, name: string): Definition | undefined => {
  for (let at = scope; at !== undefined; at = at.parent) {
    const found = at.own.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Finds what each name of a tree stands for. Names that are wrong or half-written have no definition; nothing is reported here. */
export const collectNames = (
  tree: Module,
  imported: ImportedDeclarations,
  /** The declarations whose bodies are looked at: all, unless somebody asks for some. */
  items: readonly Item[] = tree.items,
): Names => {
  const definitions: Definition[] = [];
  const references: Reference[] = [];
  const top: Scope = { own: new Map(), body: tree.span };

  const add = (scope: Scope, definition: Definition): void => {
    if (definition.name === '') return;
    definitions.push(definition);
    if (!scope.own.has(definition.name)) scope.own.set(definition.name, definition);
  };
  const refer = ({ name, span }: Identifier, definition: Definition | undefined): void => {
    if (name !== '') references.push({ name, span, definition });
  };

  /** The block, model or data set that a value or layer comes from: `x -> stage(2)` comes from `stage`. */
  const originOf = (expression: Expression, scope: Scope, depth = 0): Definition | undefined => {
    // Bindings may be chained as long as a file is; an editor need not follow them for ever.
    if (depth > 100) return undefined;
    switch (expression.kind) {
      case 'identifier': {
        const found = lookup(scope, expression.name);
        const value = found?.node.kind === 'binding' ? found.node.value : undefined;
        return value === undefined || value === expression ? found : originOf(value, scope, depth + 1);
      }
      case 'call':
        return originOf(expression.callee, scope, depth + 1);
      case 'pipe':
        return originOf(expression.steps.at(-1)!, scope, depth + 1);
      case 'named':
      case 'parenthesized':
        return originOf(expression.value, scope, depth + 1);
      default:
        return undefined;
    }
  };
  const memberOf = (origin: Definition | undefined, name: string): Definition | undefined => {
    if (origin?.node.kind === 'model') return membersOf(origin.node).find((member) => member.name === name);
    return undefined;
  };

  const subjectMember = (object: Expression, { name }: Identifier, scope: Scope): Definition | undefined => {
    if (object.kind !== 'identifier' || scope.subjects === undefined || lookup(scope, object.name))
      return undefined;
    const { model, data } = scope.subjects;
    const members =
      object.name === 'model' && model !== undefined
        ? membersOf(model)
        : object.name === 'data' && data !== undefined
          ? fieldsOf(data.node)
          : [];
    return members.find((member) => member.name === name);
  };

  const visit = (expression: Expression, scope: Scope): void => {
    switch (expression.kind) {
      case 'identifier':
        return refer(expression, lookup(scope, expression.name));
      case 'member': {
        visit(expression.object, scope);
        const { object, name } = expression;
        return refer(
          name,
          subjectMember(object, name, scope) ?? memberOf(originOf(object, scope), name.name),
        );
      }
      case 'call': {
        visit(expression.callee, scope);
        const origin = originOf(expression.callee, scope);
        const known = origin === undefined ? [] : argumentsOf(origin.node);
        for (const { name, value } of expression.arguments) {
          if (name !== undefined)
            refer(
              name,
              known.find((parameter) => parameter.name === name.name),
            );
          visit(value, scope);
        }
        return;
      }
      case 'index':
        visit(expression.object, scope);
        return expression.items.forEach((item) => visit(item, scope));
      case 'list':
        return expression.items.forEach((item) => visit(item, scope));
      case 'range':
        return [expression.from, expression.to].forEach((end) => end && visit(end, scope));
      case 'pipe':
        return expression.steps.forEach((step) => visit(step, scope));
      case 'named':
        visit(expression.value, scope);
        definitions.push(define('step', expression.name, expression, expression));
        return;
      case 'parenthesized':
      case 'on':
        return visit(expression.value, scope);
      case 'unary':
        return visit(expression.operand, scope);
      case 'binary':
        visit(expression.left, scope);
        return visit(expression.right, scope);
      case 'if':
        visit(expression.condition, scope);
        body(expression.then, scope);
        if (expression.else !== undefined) body(expression.else, scope);
        return;
      case 'repeat':
        visit(expression.over, scope);
        return body(expression.body, scope, expression.variable);
      case 'then':
        visit(expression.first, scope);
        return visit(expression.second, scope);
      case 'shape':
        return shape(expression, scope, 'reads');
      case 'number':
      case 'string':
      case 'word':
      case 'missing':
        return;
      default:
        expression satisfies never;
    }
  };

  const shape = ({ items }: ShapeExpression, scope: Scope, mode: 'reads' | 'binds'): void => {
    for (const { value } of items) {
      if (value === undefined) continue;
      if (mode === 'binds') bindDimensions(value, scope);
      visit(value, scope);
    }
  };
  /** A name that nothing else defines is a dimension, defined where a shape first says it. */
  const bindDimensions = (value: Expression, scope: Scope): void => {
    if (value.kind === 'identifier') {
      if (value.name !== 'batch' && lookup(scope, value.name) === undefined)
        add(scope, { ...define('dimension', value, value, value), scope: scope.body });
    } else if (value.kind === 'binary') {
      bindDimensions(value.left, scope);
      bindDimensions(value.right, scope);
    } else if (value.kind === 'unary') bindDimensions(value.operand, scope);
    else if (value.kind === 'parenthesized') bindDimensions(value.value, scope);
  };

  const body = (tree: Body, parent: Scope, variable?: Identifier): void => {
    const scope: Scope = { own: new Map(), parent, body: tree.span };
    if (variable !== undefined) add(scope, define('variable', variable, variable, tree));
    statements(tree, scope);
  };

  const statements = (tree: Body, scope: Scope): void => {
    const here = (kind: DefinitionKind, name: Identifier, statement: Statement, doc?: string): void =>
      add(scope, define(kind, name, statement, tree, doc));
    for (const statement of tree.statements) {
      switch (statement.kind) {
        case 'input':
          here('input', statement.name, statement, statement.doc);
          if (statement.shape !== undefined) shape(statement.shape, scope, 'binds');
          if (statement.value !== undefined) visit(statement.value, scope);
          break;
        case 'output':
        case 'binding':
          // The value first: `x = x -> dense(3)` in a body reads the x around it.
          visit(statement.value, scope);
          if (statement.shape !== undefined) shape(statement.shape, scope, 'binds');
          if (statement.name !== undefined) here(statement.kind, statement.name, statement);
          break;
        case 'param':
          shape(statement.shape, scope, 'reads');
          if (statement.value !== undefined) visit(statement.value, scope);
          here('weight', statement.name, statement);
          break;
        case 'expect':
          visit(statement.condition, scope);
          break;
        case 'load':
          visit(statement.into, scope);
          settings(statement.settings, scope, {});
          break;
        case 'expression-statement':
          visit(statement.value, scope);
          break;
        default:
          statement satisfies never;
      }
    }
  };

  const parameters = (list: readonly Parameter[], scope: Scope, declaration: Declaration): void => {
    for (const parameter of list) {
      if (parameter.value !== undefined) visit(parameter.value, scope);
      add(scope, define('parameter', parameter.name, parameter, declaration));
    }
  };

  const settings = (list: readonly SettingStatement[], scope: Scope, subjects: Subjects): void => {
    for (const statement of list) {
      switch (statement.kind) {
        case 'setting':
        case 'distribution': {
          const [first, second] = statement.key;
          if (first?.name === 'model' && second !== undefined && subjects.model !== undefined)
            refer(
              second,
              argumentsOf(subjects.model).find(({ name }) => name === second.name),
            );
          if (first?.name === 'data' && second !== undefined && subjects.data !== undefined)
            refer(
              second,
              argumentsOf(subjects.data.node).find(({ name }) => name === second.name),
            );
          if (statement.value !== undefined) visit(statement.value, scope);
          if (statement.kind === 'setting' && statement.settings !== undefined)
            settings(statement.settings, scope, subjects);
          break;
        }
        case 'field': {
          const steps = statement.value.kind === 'pipe' ? statement.value.steps : [statement.value];
          // The first step is a column of the source, not a name of the file.
          steps.slice(statement.keyword === 'field' ? 1 : 0).forEach((step) => visit(step, scope));
          add({ own: new Map(), body: scope.body }, define('field', statement.name, statement, statement));
          break;
        }
        case 'group':
        case 'phase':
          settings(statement.settings, scope, subjects);
          break;
        case 'allow':
          break;
        default:
          statement satisfies never;
      }
    }
  };

  /** Model and data of a recipe, its own or those of the recipe that it is taken from. */
  const subjectsOf = (
    declaration: SettingsDeclaration,
    seen: readonly SettingsDeclaration[] = [],
  ): Subjects => {
    if (seen.includes(declaration)) return {};
    const origin = (key: string): Definition | undefined => {
      const setting = ownSetting(declaration, key);
      return setting?.kind === 'setting' && setting.value !== undefined
        ? originOf(setting.value, top)
        : undefined;
    };
    const model = origin('model')?.node;
    const own: Subjects = { model: model?.kind === 'model' ? model : undefined, data: origin('data') };
    const base = declaration.from ?? recipeOf(declaration);
    const node = base === undefined ? undefined : lookup(top, base.name)?.node;
    if (node?.kind !== 'settings') return own;
    const inherited = subjectsOf(node, [...seen, declaration]);
    return { model: own.model ?? inherited.model, data: own.data ?? inherited.data };
  };
  const recipeOf = (declaration: SettingsDeclaration): Identifier | undefined => {
    const setting = ownSetting(declaration, 'train');
    return setting?.kind === 'setting' && setting.value?.kind === 'identifier' ? setting.value : undefined;
  };

  const declared: {
    readonly [K in Declaration['kind']]: (item: Extract<Declaration, { readonly kind: K }>) => void;
  } = {
    model: (item) => {
      const scope: Scope = { own: new Map(), parent: top, body: item.span };
      parameters(item.parameters, scope, item);
      statements(item.body, scope);
    },
    function: (item) => {
      const scope: Scope = { own: new Map(), parent: top, body: item.span };
      parameters(parametersOf(item), scope, item);
      visit(item.value, scope);
    },
    data: (item) => {
      const scope: Scope = { own: new Map(), parent: top, body: item.span };
      parameters(item.parameters, scope, item);
      settings(item.settings, scope, {});
    },
    settings: (item) => {
      if (item.from !== undefined) refer(item.from, lookup(top, item.from.name));
      const subjects = subjectsOf(item);
      const members = subjects.model === undefined ? [] : membersOf(subjects.model);
      const fields = subjects.data === undefined ? [] : fieldsOf(subjects.data.node);
      const own = new Map<string, Definition>();
      for (const definition of [...members, ...fields])
        if (!own.has(definition.name)) own.set(definition.name, definition);
      settings(item.settings, { own, parent: top, body: item.span, subjects }, subjects);
    },
  };

  for (const item of tree.items) {
    if (item.kind !== 'import') continue;
    const target = imported(item.from.value);
    for (const name of item.names) {
      const definition = target?.get(name.name);
      refer(name, definition);
      if (definition !== undefined && !top.own.has(name.name)) top.own.set(name.name, definition);
    }
  }
  for (const definition of declarationsOf(tree).values()) add(top, definition);
  for (const item of items)
    if (isDeclaration(item)) (declared[item.kind] as (item: Declaration) => void)(item);
  return { definitions, references };
};
