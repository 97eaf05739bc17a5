import type { Call, Expression, Identifier } from '@neurite/language';
import { report } from '../diagnostics.js';
import { numberFunctions } from '../values/functions.js';
import { type Frame, lookupName } from '../values/scope.js';
import { type Value, isTensorList, unknown, unknownPlain } from '../values/value.js';
import type { Session } from './session.js';

/** `sqrt(dim)`, `max(8, n)`: a function of numbers, where all arguments are such. Undefined where a layer may be meant. */
export const callNumbers = (
  session: Session,
  call: Call,
  callee: Identifier,
  frame: Frame,
): Value | undefined => {
  if (!Object.hasOwn(numberFunctions, callee.name)) return undefined;
  const first = call.arguments[0];
  if (first === undefined || first.name !== undefined || isWord(first.value, frame)) return undefined;
  const plain = call.arguments.every((argument) => isPlain(argument.value, frame));
  if (!plain) return undefined;
  const values = call.arguments.map((argument) => session.evaluate(argument.value, frame));
  const open = values.filter((value) => value.kind === 'unknown');
  if (open.length > 0) return open.every((value) => value.isPlain === true) ? unknownPlain : unknown;
  const result = numberFunctions[callee.name]!(values);
  if ('value' in result) return result.value;
  session.diagnostics.push(report('operand-type', result, { span: call.span }));
  return unknown;
};

const isWord = (expression: Expression, frame: Frame): boolean =>
  expression.kind === 'identifier' && lookupName(frame.scope, expression.name) === undefined;

/** Whether an expression certainly is no value of the network, judged without evaluating it: evaluation would add nodes. */
const isPlain = (expression: Expression, frame: Frame): boolean => {
  switch (expression.kind) {
    case 'number':
      return true;
    case 'identifier': {
      const value = lookupName(frame.scope, expression.name);
      // A parameter or dimension that no call has chosen yet is a number, whichever.
      if (value?.kind === 'unknown') return value.isPlain === true;
      return (
        value !== undefined && (value.kind === 'number' || value.kind === 'list') && !isTensorList(value)
      );
    }
    case 'parenthesized':
      return isPlain(expression.value, frame);
    case 'unary':
      return isPlain(expression.operand, frame);
    case 'binary':
      return isPlain(expression.left, frame) && isPlain(expression.right, frame);
    case 'list':
      return expression.items.every((item) => isPlain(item, frame));
    case 'member':
      return ['shape', 'channels', 'rank', 'length'].includes(expression.name.name);
    case 'index':
      return isPlain(expression.object, frame);
    case 'call':
      return (
        expression.callee.kind === 'identifier' &&
        (Object.hasOwn(numberFunctions, expression.callee.name) ||
          frame.module.names.get(expression.callee.name)?.declaration.kind === 'function') &&
        expression.arguments.every((argument) => isPlain(argument.value, frame))
      );
    default:
      return false;
  }
};

/** A function that only numbers have, with something else. */
export const misuseNumbers = (session: Session, call: Call, name: string, frame: Frame): Value => {
  const values = call.arguments.map((argument) => session.evaluate(argument.value, frame));
  if (values.every((value) => value.kind !== 'unknown'))
    session.diagnostics.push(
      report(
        'operand-type',
        { reason: `${name} takes numbers that are known while compiling` },
        { span: call.span },
      ),
    );
  return unknown;
};
