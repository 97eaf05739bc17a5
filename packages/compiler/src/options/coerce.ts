import {
  type Option,
  type OptionValue,
  boundsOf,
  boundsText,
  elementProblem,
  within,
} from '@neurite/contract';
import { nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import { type Extent, print } from '../extents/extent.js';
import type { Session } from '../lower/session.js';
import { describe } from '../values/describe.js';
import { type Frame, lookupName } from '../values/scope.js';
import type { Value } from '../values/value.js';
import { dottedName } from './dotted-name.js';
import { expectationOf } from './expectation.js';
import type { Given, Subject } from './given.js';

/** Where an option's value stands, for its diagnostics. */
export interface Place {
  readonly session: Session;
  readonly subject: Subject;
  readonly option: string;
  readonly given: Given;
  readonly frame: Frame;
}

/** The checked value of an option; undefined where a mistake has been reported, or something in it is not known. */
export const coerce = (
  place: Place,
  option: Exclude<Option, { type: 'initializer' }>,
): OptionValue | undefined => {
  const word = bareWord(place);
  const words = wordsOf(option);
  if (words !== undefined && word !== undefined) {
    if (words.includes(word)) return word;
    const suggestion = nearest(word, words);
    wrongType(
      place,
      option,
      `"${word}"`,
      suggestion === undefined ? undefined : `Did you mean ${suggestion}?`,
    );
    return undefined;
  }
  if (option.type === 'monitor')
    return dottedName(place.given.expression) ?? wrongType(place, option, 'something else');
  const value = place.given.value ?? place.session.evaluate(place.given.expression, place.frame);
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'none' && 'default' in option && option.default === null) return null;
  const result = byType(place, option, value);
  const problem = result === undefined ? undefined : elementProblem(option, result);
  if (problem === undefined) return result;
  const { session, subject, option: name, given } = place;
  session.diagnostics.push(
    report(
      'argument-elements',
      { option: name, of: subject.name, problem, doc: option.doc },
      { span: given.expression.span },
    ),
  );
  return undefined;
};

/** A bare name that no local binding has: a word, where the option takes words. */
const bareWord = ({ given, frame }: Place): string | undefined =>
  given.value === undefined &&
  given.expression.kind === 'identifier' &&
  lookupName(frame.scope, given.expression.name) === undefined
    ? given.expression.name
    : undefined;

const wordsOf = (option: Option): readonly string[] | undefined =>
  option.type === 'choice' ? option.choices : option.type === 'padding' ? ['same', 'valid'] : undefined;

const byType = (
  place: Place,
  option: Exclude<Option, { type: 'initializer' | 'monitor' }>,
  value: Value,
): OptionValue | undefined => {
  switch (option.type) {
    case 'int':
      return value.kind === 'number'
        ? whole(place, option, value.value)
        : wrongType(place, option, describe(value));
    case 'float':
      return value.kind === 'number'
        ? real(place, option, value.value, value.suffix)
        : wrongType(place, option, describe(value));
    case 'bool':
      return value.kind === 'boolean' ? value.value : wrongType(place, option, describe(value));
    case 'string':
      return value.kind === 'string' ? value.value : wrongType(place, option, describe(value));
    case 'choice':
      // `none` is a word of the language, and may be one of the choices as well.
      if (value.kind === 'none' && option.choices.includes('none')) return 'none';
      return value.kind === 'string' && option.choices.includes(value.value)
        ? value.value
        : wrongType(place, option, describe(value));
    case 'extents':
    case 'axes':
      return value.kind === 'list'
        ? list(place, option, value.items, whole)
        : value.kind === 'number'
          ? whole(place, option, value.value)
          : wrongType(place, option, describe(value));
    case 'axis':
      return value.kind === 'number'
        ? whole(place, option, value.value)
        : wrongType(place, option, describe(value));
    case 'padding':
      if (value.kind === 'string' && (value.value === 'same' || value.value === 'valid')) return value.value;
      if (value.kind === 'list') return list(place, option, value.items, side);
      return value.kind === 'number'
        ? side(place, option, value.value)
        : wrongType(place, option, describe(value));
    case 'list':
      if (value.kind !== 'list') return wrongType(place, option, describe(value));
      if (option.of !== 'string') return list(place, option, value.items, option.of === 'int' ? whole : real);
      return texts(place, option, value.items);
    case 'classes':
      if (value.kind === 'list') return texts(place, option, value.items);
      if (value.kind === 'string') return value.value;
      return value.kind === 'number'
        ? whole(place, { ...option, type: 'int', minimum: 1 }, value.value)
        : wrongType(place, option, describe(value));
    case 'duration': {
      if (value.kind !== 'number') return wrongType(place, option, describe(value));
      if (value.unit !== undefined && value.unit !== 'steps')
        return wrongType(place, option, `a number of ${value.unit}`);
      return whole(place, option, value.value);
    }
    default:
      return option satisfies never;
  }
};

/** Reports a value of the wrong type; gives undefined, so that a rule may end with it. */
const wrongType = (
  { session, subject, option: name, given }: Place,
  option: Option,
  found: string,
  hint?: string,
): undefined => {
  session.diagnostics.push(
    report(
      'argument-type',
      { option: name, of: subject.name, expected: expectationOf(option), found, doc: option.doc, hint },
      { span: given.expression.span },
    ),
  );
};

const inBounds = <T extends OptionValue>(
  place: Place,
  option: Option,
  value: number,
  result: T,
): T | undefined => {
  const bounds = boundsOf(option);
  if (within(value, bounds)) return result;
  place.session.diagnostics.push(
    report(
      'argument-range',
      {
        option: place.option,
        of: place.subject.name,
        bounds: boundsText(bounds)!,
        found: String(value),
        doc: option.doc,
      },
      { span: place.given.expression.span },
    ),
  );
  return undefined;
};

const whole = (place: Place, option: Option, extent: Extent): OptionValue | undefined => {
  // A symbolic extent travels as its text; whoever runs the graph knows its symbols.
  if (typeof extent !== 'number') return print(extent);
  if (Number.isSafeInteger(extent)) return inBounds(place, option, extent, extent);
  place.session.diagnostics.push(
    report(
      'argument-fraction',
      { option: place.option, of: place.subject.name, found: String(extent) },
      { span: place.given.expression.span },
    ),
  );
  return undefined;
};

const real = (place: Place, option: Option, extent: Extent, suffix?: '%' | 'x'): OptionValue | undefined => {
  if (typeof extent !== 'number' || suffix === 'x')
    return wrongType(place, option, suffix === 'x' ? 'a factor' : `the dimension ${print(extent)}`);
  return inBounds(place, option, extent, extent);
};

const side = (place: Place, option: Option, extent: Extent): OptionValue | undefined =>
  typeof extent === 'number' && (extent < 0 || !Number.isInteger(extent))
    ? wrongType(place, option, String(extent))
    : whole(place, option, extent);

const list = (
  place: Place,
  option: Option,
  items: readonly Value[],
  rule: (place: Place, option: Option, extent: Extent) => OptionValue | undefined,
): OptionValue | undefined => {
  const wrong = items.find((item) => item.kind !== 'number');
  if (wrong !== undefined) return wrongType(place, option, `a list with ${describe(wrong)}`);
  const values = items.map((item) => (item.kind === 'number' ? rule(place, option, item.value) : undefined));
  return values.some((value) => value === undefined) ? undefined : (values as readonly OptionValue[]);
};

const texts = (place: Place, option: Option, items: readonly Value[]): OptionValue | undefined => {
  const wrong = items.find((item) => item.kind !== 'string');
  return wrong === undefined
    ? items.map((item) => (item.kind === 'string' ? item.value : ''))
    : wrongType(place, option, `a list with ${describe(wrong)}`);
};
