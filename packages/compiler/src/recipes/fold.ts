import type { Portion } from '@neurite/contract';
import type { Call } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { givenOf } from '../options/given.js';
import { placeArguments } from '../options/place.js';
import type { Frame } from '../values/scope.js';
import { wrongSetting } from './simple.js';

const docs = { number: 'Which fold it is, counted from 0.', of: 'How many folds there are.' } as const;

/** `fold(2, of: 5)`: the third of five parts that are as good as equal. */
export const foldOf = (session: Session, call: Call, frame: Frame): Portion | undefined => {
  const places = placeArguments(session, 'fold', Object.keys(docs), [], call.arguments.map(givenOf));
  if (places === undefined) return undefined;
  const read = (name: keyof typeof docs): number | 'unknown' | undefined => {
    const given = places.parameters.get(name);
    if (given === undefined) {
      session.diagnostics.push(
        report('missing-argument', { option: name, of: 'fold', doc: docs[name] }, { span: call.span }),
      );
      return undefined;
    }
    const value = session.evaluate(given.expression, frame);
    if (value.kind === 'unknown') return 'unknown';
    if (value.kind === 'number' && Number.isSafeInteger(value.value)) return value.value as number;
    wrongSetting(session, name, 'a whole number', given.expression);
    return undefined;
  };
  const [fold, of] = [read('number'), read('of')];
  if (typeof of === 'number' && of < 2) {
    wrongSetting(session, 'of', 'at least 2 folds', places.parameters.get('of')!.expression);
    return undefined;
  }
  if (typeof fold !== 'number' || typeof of !== 'number') return undefined;
  if (fold >= 0 && fold < of) return { fold, of };
  session.diagnostics.push(
    report('fold-range', { fold, of }, { span: places.parameters.get('number')!.expression.span }),
  );
  return undefined;
};
