import type { Catalog, Diagnostic, LayerDefinition, Span } from '@neurite/contract';
import type {
  Argument,
  Body,
  Call,
  Expression,
  FunctionDeclaration,
  Identifier,
  ModelDeclaration,
  Parameter,
  ShapeExpression,
  Statement,
} from '@neurite/language';
import { report } from '../diagnostics.js';
import { reportUnknown } from '../lower/unknown-name.js';
import type { Module } from '../modules/module.js';
import { namesIn } from '../lower/shape-names.js';
import { numberFunctions } from '../values/functions.js';
import { type LocalName, type LocalNames, allNames, findLater, findName } from './local-names.js';

interface Checker {
  readonly catalog: Catalog;
  readonly module: Module;
  readonly diagnostics: Diagnostic[];
  /** All names that were defined, in order. */
  readonly defined: LocalName[];
  /** Declarations of the module that are mentioned. */
  readonly mentioned: Set<string>;
}

/** What checking the names of a declaration finds out. */
export interface NamesReport {
  readonly diagnostics: readonly Diagnostic[];
  readonly defined: readonly LocalName[];
  readonly mentioned: ReadonlySet<string>;
}

/** Checks every name of a model or block, in branches that are never taken too. */
export const checkModelNames = (
  catalog: Catalog,
  module: Module,
  declaration: ModelDeclaration,
): NamesReport => {
  const checker: Checker = { catalog, module, diagnostics: [], defined: [], mentioned: new Set() };
  const names = localNames(declaration.body);
  parameters(checker, declaration.parameters, names);
  statements(checker, declaration.body, names);
  return checker;
};

export const checkFunctionNames = (
  catalog: Catalog,
  module: Module,
  declaration: FunctionDeclaration,
): NamesReport => {
  const checker: Checker = { catalog, module, diagnostics: [], defined: [], mentioned: new Set() };
  const names: LocalNames = { own: new Map(), later: new Map() };
  parameters(checker, [...declaration.inputs, ...declaration.options], names);
  visit(checker, declaration.value, names);
  return checker;
};

const localNames = (body: Body, parent?: LocalNames): LocalNames => ({
  own: new Map(),
  later: new Map(
    body.statements.flatMap((statement): readonly (readonly [string, Span])[] =>
      'name' in statement && statement.name !== undefined ? [[statement.name.name, statement.name.span]] : [],
    ),
  ),
  ...(parent === undefined ? {} : { parent }),
});

const define = (
  checker: Checker,
  names: LocalNames,
  { name, span }: Identifier,
  what: LocalName['what'],
): void => {
  const before = findName(names, name);
  if (before !== undefined) {
    checker.diagnostics.push(
      report(
        'duplicate-name',
        { name },
        { span, related: [{ message: 'defined here first', span: before.span }] },
      ),
    );
    return;
  }
  const local: LocalName = { name, span, what, used: false, mentions: 0 };
  names.own.set(name, local);
  checker.defined.push(local);
};

const parameters = (checker: Checker, list: readonly Parameter[], names: LocalNames): void => {
  for (const parameter of list) {
    if (parameter.value !== undefined) visit(checker, parameter.value, names);
    define(checker, names, parameter.name, 'parameter');
  }
};

const statements = (checker: Checker, body: Body, names: LocalNames): void => {
  const rules: {
    readonly [K in Statement['kind']]: (statement: Extract<Statement, { readonly kind: K }>) => void;
  } = {
    input: (statement) => {
      if (statement.shape !== undefined) shape(checker, statement.shape, names, 'binds');
      if (statement.value !== undefined) visit(checker, statement.value, names);
      define(checker, names, statement.name, 'input');
    },
    output: (statement) => {
      visit(checker, statement.value, names);
      if (statement.shape !== undefined) shape(checker, statement.shape, names, 'binds');
      if (statement.name !== undefined) define(checker, names, statement.name, 'output');
    },
    binding: (statement) => {
      visit(checker, statement.value, names);
      if (statement.shape !== undefined) shape(checker, statement.shape, names, 'binds');
      define(checker, names, statement.name, 'binding');
    },
    param: (statement) => {
      shape(checker, statement.shape, names, 'reads');
      // An initializer is no layer: its name is looked up where it is used.
      if (statement.value?.kind === 'call') initializerArguments(checker, statement.value, names);
      else if (statement.value !== undefined && statement.value.kind !== 'identifier')
        visit(checker, statement.value, names);
      define(checker, names, statement.name, 'binding');
    },
    expect: (statement) => {
      const own = new Map(
        ['parameters', 'macs'].map((name): [string, LocalName] => [
          name,
          { name, span: statement.span, what: 'variable', used: true, mentions: 0 },
        ]),
      );
      visit(checker, statement.condition, { own, later: new Map(), parent: names });
    },
    load: ({ into }) => {
      visit(checker, into, names);
    },
    'expression-statement': (statement) => {
      visit(checker, statement.value, names);
    },
  };
  for (const statement of body.statements)
    (rules[statement.kind] as (statement: Statement) => void)(statement);
};

const inside = (checker: Checker, body: Body, parent: LocalNames, variable?: Identifier): void => {
  const names = localNames(body, parent);
  if (variable !== undefined) define(checker, names, variable, 'variable');
  statements(checker, body, names);
};

const shape = (
  checker: Checker,
  { items }: ShapeExpression,
  names: LocalNames,
  mode: 'binds' | 'reads',
): void => {
  for (const { value } of items) {
    if (value === undefined) continue;
    const unbound = namesIn(value).filter(({ name }) => findName(names, name) === undefined);
    // A name that is not known yet is bound by the shape, and may be read from then on.
    if (mode === 'binds') unbound.forEach((name) => bindSymbol(checker, names, name));
    else
      for (const { name, span } of unbound)
        // That the batch is not written is said where the shape is looked at.
        if (name !== 'batch') checker.diagnostics.push(report('unknown-dimension', { name }, { span }));
    if (mode === 'binds' || unbound.length === 0) visit(checker, value, names);
  }
};

// The shape that binds a symbol is visited as well, and mentions it once.
const bindSymbol = (checker: Checker, names: LocalNames, { name, span }: Identifier): void => {
  const local: LocalName = { name, span, what: 'symbol', used: true, mentions: -1 };
  names.own.set(name, local);
  checker.defined.push(local);
};

const visit = (checker: Checker, expression: Expression, names: LocalNames): void => {
  switch (expression.kind) {
    case 'identifier':
      return resolve(checker, expression, names, false);
    case 'call':
      return call(checker, expression, names);
    case 'member':
      return visit(checker, expression.object, names);
    case 'index':
      visit(checker, expression.object, names);
      return expression.items.forEach((item) => visit(checker, item, names));
    case 'list':
      return expression.items.forEach((item) => visit(checker, item, names));
    case 'range':
      return [expression.from, expression.to].forEach(
        (end) => end !== undefined && visit(checker, end, names),
      );
    case 'pipe':
      return expression.steps.forEach((step) => visit(checker, step, names));
    case 'named':
    case 'parenthesized':
    case 'on':
      return visit(checker, expression.value, names);
    case 'unary':
      return visit(checker, expression.operand, names);
    case 'binary':
      visit(checker, expression.left, names);
      return visit(checker, expression.right, names);
    case 'if':
      visit(checker, expression.condition, names);
      inside(checker, expression.then, names);
      if (expression.else !== undefined) inside(checker, expression.else, names);
      return;
    case 'repeat':
      visit(checker, expression.over, names);
      return inside(checker, expression.body, names, expression.variable);
    case 'then':
      visit(checker, expression.first, names);
      return visit(checker, expression.second, names);
    case 'number':
    case 'string':
    case 'word':
    case 'shape':
    case 'missing':
      return;
    default:
      expression satisfies never;
  }
};

const resolve = (checker: Checker, { name, span }: Identifier, names: LocalNames, called: boolean): void => {
  const local = findName(names, name);
  if (local !== undefined) {
    local.used = true;
    local.mentions += 1;
    return;
  }
  if (checker.module.names.has(name)) {
    checker.mentioned.add(name);
    return;
  }
  if (checker.catalog.get('layer', name) !== undefined || (called && Object.hasOwn(numberFunctions, name)))
    return;
  const later = findLater(names, name);
  if (later !== undefined)
    checker.diagnostics.push(
      report(
        'used-before-definition',
        { name },
        { span, related: [{ message: 'defined here', span: later }] },
      ),
    );
  else
    reportUnknown(
      checker,
      name,
      span,
      [...allNames(names), ...checker.module.names.keys()],
      'layer or value',
    );
};

const call = (checker: Checker, { callee, arguments: list }: Call, names: LocalNames): void => {
  const local = callee.kind === 'identifier' ? findName(names, callee.name) : undefined;
  const plain = callee.kind === 'identifier' && local === undefined && !checker.module.names.has(callee.name);
  const definition = plain ? checker.catalog.get('layer', callee.name) : undefined;
  const unknown = plain && definition === undefined && !Object.hasOwn(numberFunctions, callee.name);
  if (callee.kind === 'identifier') resolve(checker, callee, names, true);
  else visit(checker, callee, names);
  for (const argument of list) {
    const { value } = argument;
    // What a bare word means is the option's business, which looks at it where the layer is made.
    const isWord =
      value.kind === 'identifier' &&
      findName(names, value.name) === undefined &&
      (unknown || takesWord(definition, argument.name?.name, value.name));
    if (isWord) continue;
    if (value.kind === 'call' && isInitializer(checker, definition, argument, value, names))
      initializerArguments(checker, value, names);
    else visit(checker, value, names);
  }
};

/** Whether a call in the arguments of a layer is that of an initializer: by the name of the option, or by its own. */
const isInitializer = (
  { catalog, module }: Checker,
  definition: LayerDefinition | undefined,
  { name }: Argument,
  { callee }: Call,
  names: LocalNames,
): boolean => {
  if (definition === undefined || callee.kind !== 'identifier') return false;
  const { options } = definition;
  if (name !== undefined)
    return Object.hasOwn(options, name.name) && options[name.name]!.type === 'initializer';
  const isOwn = findName(names, callee.name) !== undefined || module.names.has(callee.name);
  return (
    !isOwn &&
    catalog.get('layer', callee.name) === undefined &&
    catalog.get('initializer', callee.name) !== undefined &&
    Object.values(options).some(({ type }) => type === 'initializer')
  );
};

/** The arguments of an initializer: what its words mean is looked at where it is used. */
const initializerArguments = (
  checker: Checker,
  { callee, arguments: list }: Call,
  names: LocalNames,
): void => {
  const definition =
    callee.kind === 'identifier' ? checker.catalog.get('initializer', callee.name) : undefined;
  for (const { name, value } of list) {
    const isWord =
      value.kind === 'identifier' &&
      findName(names, value.name) === undefined &&
      (definition === undefined || takesWord({ ...definition, inputs: {} }, name?.name, value.name));
    if (!isWord) visit(checker, value, names);
  }
};

const takesWord = (
  definition: Pick<LayerDefinition, 'options' | 'inputs'> | undefined,
  option: string | undefined,
  word: string,
): boolean => {
  if (definition === undefined) return false;
  if (option !== undefined) {
    const type = Object.hasOwn(definition.options, option) ? definition.options[option]!.type : undefined;
    return (
      type === 'choice' ||
      type === 'padding' ||
      type === 'initializer' ||
      (type === undefined && !Object.hasOwn(definition.inputs, option))
    );
  }
  return Object.values(definition.options).some(
    (entry) =>
      (entry.type === 'choice' && entry.choices.includes(word)) ||
      (entry.type === 'padding' && (word === 'same' || word === 'valid')) ||
      entry.type === 'initializer',
  );
};
