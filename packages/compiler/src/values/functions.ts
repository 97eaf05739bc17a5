import { print, sameExtent } from '../extents/extent.js';
import { describe } from './describe.js';
import type { Result } from './arithmetic.js';
import { type Value, numberValue } from './value.js';

const known = (value: Value): value is Value & { kind: 'number'; value: number } =>
  value.kind === 'number' && typeof value.value === 'number';

const one =
  (name: string, compute: (x: number) => number) =>
  (values: readonly Value[]): Result => {
    const [x] = values;
    if (values.length !== 1 || x === undefined || !known(x))
      return { reason: `${name} takes one number that is known` };
    const result = compute(x.value);
    return Number.isFinite(result)
      ? { value: numberValue(result) }
      : { reason: `${name}(${x.value}) is no finite number` };
  };

const extreme =
  (name: string, choose: (...xs: readonly number[]) => number) =>
  (values: readonly Value[]): Result => {
    const items = values.length === 1 && values[0]!.kind === 'list' ? values[0]!.items : values;
    if (items.length > 0 && items.every(known))
      return { value: numberValue(choose(...items.map((item) => item.value))) };
    const first = items[0];
    const same =
      first?.kind === 'number' &&
      items.every((item) => item.kind === 'number' && sameExtent(item.value, first.value));
    return same
      ? { value: first }
      : {
          reason: `${name} takes numbers that are known, not ${items.map((item) => (item.kind === 'number' ? print(item.value) : describe(item))).join(', ')}`,
        };
  };

const roundHalfUp = (x: number): number => Math.floor(x + 0.5);

/** Functions of numbers that are known while compiling. Where an argument is a value of the network, the layer of that name is meant. */
export const numberFunctions: Readonly<Record<string, (values: readonly Value[]) => Result>> = {
  sqrt: one('sqrt', Math.sqrt),
  exp: one('exp', Math.exp),
  log: one('log', Math.log),
  abs: one('abs', Math.abs),
  floor: one('floor', Math.floor),
  ceil: one('ceil', Math.ceil),
  round: one('round', roundHalfUp),
  max: extreme('max', Math.max),
  min: extreme('min', Math.min),
  sum: (values) => {
    const items = values.length === 1 && values[0]!.kind === 'list' ? values[0]!.items : values;
    return items.every(known)
      ? { value: numberValue(items.reduce((total, item) => total + item.value, 0)) }
      : { reason: 'sum takes numbers that are known' };
  },
  length: ([list, ...rest]) =>
    list?.kind === 'list' && rest.length === 0
      ? { value: numberValue(list.items.length) }
      : { reason: 'length takes one list' },
};
