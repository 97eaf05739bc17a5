import type { Program } from '@neurite/contract';
import { donorOf } from './homes.js';
import type { Copy, Place } from './types.js';

/** A copy whose source another copy would destroy goes by way of the arena. */
export interface PendingCopy {
  readonly from: Place;
  readonly to: Place;
  readonly bytes: number;
  readonly isStaged: boolean;
}

const samePlace = (a: Place, b: Place): boolean =>
  a.base === b.base && a.port === b.port && a.offset === b.offset;

/** What must still move after the last operation. Copies out of inputs come before copies into them. */
export const pendingCopies = (
  program: Program,
  placeOf: (value: number) => Place,
  sizes: readonly number[],
): readonly PendingCopy[] => {
  const donors = donorOf(program);
  const needed = program.outputs.flatMap(({ value }, port) => {
    const donor = donors.get(port);
    const to: Place =
      donor === undefined ? { base: 'output', port, offset: 0 } : { base: 'input', port: donor, offset: 0 };
    const from = placeOf(value);
    return samePlace(from, to) || sizes[value] === 0 ? [] : [{ from, to, bytes: sizes[value]! }];
  });
  const overwritten = new Set(needed.flatMap(({ to }) => (to.base === 'input' ? [to.port] : [])));
  const ordered = needed.toSorted((a, b) => Number(a.to.base === 'input') - Number(b.to.base === 'input'));
  return ordered.map((copy) => ({
    ...copy,
    isStaged: copy.to.base === 'input' && copy.from.base === 'input' && overwritten.has(copy.from.port),
  }));
};

/** The copies in order, those that are staged in two moves. `stages` are the places of the stages, in order. */
export const orderedCopies = (pending: readonly PendingCopy[], stages: readonly Place[]): readonly Copy[] => {
  const staged = pending.filter((copy) => copy.isStaged);
  const into = staged.map(({ from, bytes }, index) => ({ from, to: stages[index]!, bytes }));
  const outOf = staged.map(({ to, bytes }, index) => ({ from: stages[index]!, to, bytes }));
  const direct = pending.filter((copy) => !copy.isStaged).map(({ from, to, bytes }) => ({ from, to, bytes }));
  const leaving = direct.filter(({ to }) => to.base === 'output');
  const entering = direct.filter(({ to }) => to.base === 'input');
  return [...leaving, ...into, ...entering, ...outOf];
};
