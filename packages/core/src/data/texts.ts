import type { Catalog, TextSteps } from '@neurite/contract';
import { type Learned, type Opened, stepKey } from './open-source.js';

/** The ways from texts to numbers, of the fields that are made of texts by steps that can say what they do. */
export const textsOf = (
  { fields, table }: Opened,
  catalog: Catalog,
  learned: Learned,
): Readonly<Record<string, TextSteps>> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      if (table.columns[field.column]?.type !== 'string') return [];
      const steps = field.steps.flatMap(({ name, options }, index) => {
        const definition = catalog.get('transform', name);
        if (definition?.host === undefined) return [];
        return [definition.textStep?.(options as never, learned.get(stepKey(field, index)))];
      });
      const [cut, length, ...others] = steps;
      return cut?.kind === 'tokens' && length?.kind === 'length' && others.length === 0
        ? [[field.name, [cut, length]] as const]
        : [];
    }),
  );
