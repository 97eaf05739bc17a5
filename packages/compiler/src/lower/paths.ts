import type { Body, Call, Expression } from '@neurite/language';
import { binaryLayers, unaryLayers } from './operators.js';

/** `a` and `b` as `a.b`; the path of an unnamed output is empty. */
export const joinPath = (path: string, segment: string): string =>
  path === '' ? segment : `${path}.${segment}`;

/** The path of iteration `index`. */
export const iterationPath = (path: string, index: number): string =>
  `${path === '' ? 'output' : path}[${index}]`;

/** Whether argument `index` of a call is for a parameter of type `layer`: its steps belong to where it is used. */
export type IsLayerArgument = (call: Call, index: number) => boolean;

export interface Segments {
  readonly segments: ReadonlyMap<Expression, string>;
  /** Names given twice by `as`, or by `as` and a type: two steps would share their weights unasked. */
  readonly collisions: readonly { readonly segment: string; readonly expression: Expression }[];
}

/**
 * The path segment of every step of a statement: its type as written, `_2` for the second of a type and so on, in the order of the
 * text, untaken branches included, so that no choice of arguments renames a weight. `as` gives a step its name.
 */
export const segmentsOf = (
  root: Expression,
  isLayerArgument: IsLayerArgument,
  taken: Iterable<string> = [],
): Segments => {
  const segments = new Map<Expression, string>();
  const collisions: { segment: string; expression: Expression }[] = [];
  const counts = new Map<string, number>();
  const used = new Set<string>(taken);
  const assign = (expression: Expression, segment: string): void => {
    if (used.has(segment)) collisions.push({ segment, expression });
    used.add(segment);
    segments.set(expression, segment);
  };
  const numbered = (type: string): string => {
    const number = (counts.get(type) ?? 0) + 1;
    counts.set(type, number);
    return number === 1 ? type : `${type}_${number}`;
  };
  const count = (expression: Expression, type: string): void => assign(expression, numbered(type));
  const body = ({ statements }: Body): void => {
    for (const statement of statements) {
      // Bindings inside are statements of their own; only their names must not meet those of steps.
      if (statement.kind === 'expression-statement') visit(statement.value);
      else if (statement.kind === 'binding') count(statement.value, statement.name.name);
    }
  };
  const visit = (expression: Expression): void => {
    switch (expression.kind) {
      case 'identifier':
        // It may be a value, which is no step and cannot collide.
        segments.set(expression, numbered(expression.name));
        return;
      case 'call': {
        const { callee } = expression;
        if (callee.kind !== 'identifier') visit(callee);
        expression.arguments.forEach((argument, index) => {
          // A bare name as an argument is a word or a value; it is no step.
          if (!isLayerArgument(expression, index) && argument.value.kind !== 'identifier')
            visit(argument.value);
        });
        return count(expression, callee.kind === 'identifier' ? callee.name : 'call');
      }
      case 'named':
        if (expression.value.kind === 'call' || expression.value.kind === 'identifier')
          visitArguments(expression.value);
        else visit(expression.value);
        return assign(expression, expression.name.name);
      case 'pipe':
        return expression.steps.forEach(visit);
      case 'list':
        return expression.items.forEach(visit);
      case 'index':
        visit(expression.object);
        segments.set(expression, numbered('slice'));
        return;
      case 'member':
        return visit(expression.object);
      case 'parenthesized':
        return visit(expression.value);
      case 'unary':
        visit(expression.operand);
        segments.set(expression, numbered(unaryLayers[expression.operator]));
        return;
      case 'binary':
        visit(expression.left);
        visit(expression.right);
        segments.set(expression, numbered(binaryLayers[expression.operator]));
        return;
      case 'if':
        visit(expression.condition);
        body(expression.then);
        if (expression.else !== undefined) body(expression.else);
        return;
      case 'repeat':
        return body(expression.body);
      case 'then':
        visit(expression.first);
        visit(expression.second);
        return;
      case 'on':
        return visit(expression.value);
      case 'number':
      case 'string':
      case 'word':
      case 'range':
      case 'shape':
      case 'missing':
        return;
      default:
        expression satisfies never;
    }
  };
  const visitArguments = (expression: Expression): void => {
    if (expression.kind !== 'call') return;
    expression.arguments.forEach((argument, index) => {
      if (!isLayerArgument(expression, index) && argument.value.kind !== 'identifier') visit(argument.value);
    });
  };
  visit(root);
  return { segments, collisions };
};
