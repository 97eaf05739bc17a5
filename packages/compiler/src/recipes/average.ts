import type { Average } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import type { Session } from '../lower/session.js';
import { givenOf } from '../options/given.js';
import { type Places, placeArguments } from '../options/place.js';
import type { Frame } from '../values/scope.js';
import { wrongSetting } from './simple.js';

const defaults = { decay: 0.999, from: 0.75, every: 1 } as const;

const examples = 'ema(0.999) or swa(from: 75%, every: 1 epochs)';

/** `average: ema(0.999)` or `average: swa(from: 75%, every: 1 epochs)`; what is left out has a default. */
export const averageOf = (
  session: Session,
  expression: Expression | undefined,
  frame: Frame,
): Average | undefined => {
  if (expression === undefined || expression.kind === 'missing') return undefined;
  const callee = expression.kind === 'call' ? expression.callee : expression;
  const kind = callee.kind === 'identifier' ? callee.name : undefined;
  if (kind !== 'ema' && kind !== 'swa') {
    wrongSetting(session, 'average', examples, expression);
    return undefined;
  }
  const given = expression.kind === 'call' ? expression.arguments.map(givenOf) : [];
  const order = kind === 'ema' ? ['decay'] : ['from', 'every'];
  const places = placeArguments(session, kind, order, [], given);
  if (places === undefined) return undefined;
  const read = reader(session, places, frame);
  if (kind === 'ema') {
    const decay = read('decay', 'a number from 0 to below 1', (value) => value >= 0 && value < 1);
    return decay === undefined ? undefined : { kind, decay };
  }
  const from = read('from', 'a part of the training below 100%', (value) => value >= 0 && value < 1);
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
  const every = read('every', 'a number of epochs of at least 1', isCount, 'epochs');
  return from === undefined || every === undefined ? undefined : { kind, from, every };
};

/** Reads an argument that is a number; gives the default where it is left out, and undefined where it is wrong. */
const reader =
  (session: Session, { parameters }: Places, frame: Frame) =>
  (
    name: keyof typeof defaults,
    expected: string,
    fits: (value: number) => boolean,
    unit?: string,
  ): number | undefined => {
    const given = parameters.get(name);
    if (given === undefined) return defaults[name];
    const value = session.evaluate(given.expression, frame);
    if (value.kind === 'unknown') return undefined;
    if (
      value.kind === 'number' &&
      (value.unit === undefined || value.unit === unit) &&
      value.suffix !== 'x' &&
      typeof value.value === 'number' &&
      fits(value.value)
    )
      return value.value;
    wrongSetting(session, name, expected, given.expression);
    return undefined;
  };
