import type { Catalog, Use } from '@neurite/contract';

/** The factor of the base rate at a step that counts from 0. */
export type RateFactor = (step: number) => number;

/**
 * Schedules one after the other over all steps of a run. Those without a length of their own share what is left; after the last
 * one its final factor stays.
 */
export const rateFactor = (schedules: readonly Use[], catalog: Catalog, total: number): RateFactor => {
  const rows = schedules.map((use) => {
    const definition = catalog.get('schedule', use.name);
    if (definition === undefined)
      throw new Error(`The catalog has no schedule "${use.name}": the compiler should have said so.`);
    return { definition, options: use.options as never, fixed: definition.duration?.(use.options as never) };
  });
  const fixed = rows.reduce((sum, row) => sum + (row.fixed ?? 0), 0);
  const open = rows.filter((row) => row.fixed === undefined).length;
  const share = Math.max(1, Math.floor((total - fixed) / Math.max(1, open)));
  return (step) => {
    let start = 0;
    for (const [index, { definition, options, fixed: length = share }] of rows.entries()) {
      if (step < start + length) return definition.factor(step - start, length, options);
      if (index === rows.length - 1) return definition.factor(length, length, options);
      start += length;
    }
    return 1;
  };
};
