import {
  type Option,
  type OptionTable,
  axesProblem,
  elementProblem,
  optionLimits,
  relationHolds,
  relationsOf,
  relationText,
} from './index.js';

const number = { type: 'float', doc: '' } as const;
const list = { type: 'list', of: 'int', doc: '' } as const;

const holds = (table: OptionTable, values: Parameters<typeof relationHolds>[2]): boolean =>
  relationsOf(table).every((relation) => relationHolds(relation, table, values));

describe('relations', () => {
  it('compare numbers, and lists element by element', () => {
    const table: OptionTable = { low: { ...number, lessThan: 'high' }, high: number };
    expect(holds(table, { low: 1, high: 2 })).toBe(true);
    expect(holds(table, { low: 2, high: 2 })).toBe(false);
    expect(holds(table, { low: [1, 2], high: [2, 3] })).toBe(true);
    expect(holds(table, { low: [1, 3], high: [2, 3] })).toBe(false);
    expect(holds(table, { low: [1, 3], high: 2 })).toBe(false);
    expect(holds(table, { low: 2, high: [3, 2] })).toBe(false);
    expect(holds({ low: { ...number, atMost: 'high' }, high: number }, { low: 2, high: 2 })).toBe(true);
  });

  it('have nothing to say of words, of what is none, missing or not known yet', () => {
    const table: OptionTable = {
      padding: { type: 'padding', axes: 'space', default: 'same', doc: '', lessThan: 'size' },
      size: { type: 'extents', axes: 'space', doc: '' },
    };
    expect(holds(table, { padding: 'same', size: 2 })).toBe(true);
    expect(holds(table, { padding: 3, size: null })).toBe(true);
    expect(holds(table, { padding: 3 })).toBe(true);
    expect(holds(table, { padding: 3, size: 'seq' })).toBe(true);
    expect(holds(table, { padding: 3, size: [2, 'seq'] })).toBe(true);
    const whole: OptionTable = {
      groups: { type: 'int', doc: '', divides: 'filters' },
      filters: { type: 'int', doc: '' },
    };
    expect(holds(whole, { groups: 3, filters: 'seq' })).toBe(true);
  });

  it('know divisors, lengths, and what has an effect only beside something', () => {
    const whole = { type: 'int', doc: '' } as const;
    const divided: OptionTable = { groups: { ...whole, divides: 'filters' }, filters: whole };
    expect(holds(divided, { groups: 3, filters: 9 })).toBe(true);
    expect(holds(divided, { groups: 3, filters: 8 })).toBe(false);
    const long: OptionTable = { size: { ...list, asLongAs: 'start' }, start: list };
    expect(holds(long, { size: [1, 2], start: [3, 4] })).toBe(true);
    expect(holds(long, { size: [1], start: [3, 4] })).toBe(false);
    const longer: OptionTable = { factors: { ...list, longerThan: 'boundaries' }, boundaries: list };
    expect(holds(longer, { factors: [1], boundaries: [] })).toBe(true);
    expect(holds(longer, { factors: [1, 2], boundaries: [1, 2] })).toBe(false);
    const needy: OptionTable = {
      nesterov: { type: 'bool', doc: '', needs: 'momentum' },
      momentum: number,
    };
    expect(holds(needy, { nesterov: false, momentum: 0 })).toBe(true);
    expect(holds(needy, { nesterov: true, momentum: 0.9 })).toBe(true);
    expect(holds(needy, { nesterov: true, momentum: 0 })).toBe(false);
  });

  it('are said from either side', () => {
    const [relation] = relationsOf({ low: { ...number, lessThan: 'high' }, high: number });
    expect(relationText(relation!, 'low')).toBe('be less than "high"');
    expect(relationText(relation!, 'high')).toBe('be greater than "low"');
  });
});

describe('elements', () => {
  it.each<[string, Option, Parameters<typeof elementProblem>[1], string | undefined]>([
    ['too few', { ...list, least: 2 }, [1], 'must have at least 2 elements'],
    ['none', { ...list, least: 1 }, [], 'must not be empty'],
    ['rising', { ...list, rising: true }, [1, 2, 9], undefined],
    ['falling', { ...list, rising: true }, [1, 3, 2], 'must rise, and 2 comes after 3'],
    ['equal', { ...list, rising: true }, [1, 1], 'must rise, and 1 comes after 1'],
    ['distinct', { ...list, distinct: true }, [1, 2, 1], 'must not hold 1 twice'],
    ['an axis twice', { type: 'axes', doc: '' }, [-1, -1], 'must not hold -1 twice'],
    ['an empty text', { type: 'string', doc: '', least: 1 }, '', 'must not be empty'],
    ['a text', { type: 'string', doc: '', least: 1 }, 'a', undefined],
    ['a class twice', { type: 'classes', doc: '' }, ['a', 'b', 'a'], 'must not hold "a" twice'],
    ['no class', { type: 'classes', doc: '' }, [], 'must not be empty'],
    [
      'too many for the axes',
      { type: 'extents', axes: 2, doc: '' },
      [1, 2, 3],
      'must have 2 elements, one for each axis, and has 3',
    ],
    ['one for all axes', { type: 'extents', axes: 2, doc: '' }, 3, undefined],
    ['axes that only inputs tell', { type: 'extents', axes: 'space', doc: '' }, [1, 2, 3], undefined],
  ])('%s', (_, option, value, problem) => expect(elementProblem(option, value)).toBe(problem));

  it('of axes that inputs tell', () => {
    expect(axesProblem(1, [1, 2])).toBe('must have 1 element, one for each axis, and has 2');
    expect(axesProblem(2, [1, 2])).toBeUndefined();
  });
});

it('limits are said in short', () => {
  expect(optionLimits({ ...number, minimum: 0, below: 1, lessThan: 'high' })).toEqual([
    '≥ 0',
    '< 1',
    '< high',
  ]);
  expect(optionLimits({ ...list, least: 1, rising: true, longerThan: 'boundaries' })).toEqual([
    'one longer than boundaries',
    'not empty',
    'rising',
  ]);
});
