import type { OptionTable } from '@neurite/contract';

/** The options that all generators of examples share. */
export const generatorOptions = (noise: number) =>
  ({
    count: { type: 'int', default: 1000, minimum: 1, maximum: 10_000_000, doc: 'How many examples.' },
    noise: {
      type: 'float',
      default: noise,
      minimum: 0,
      doc: 'Standard deviation of the normal noise on each coordinate.',
    },
    seed: {
      type: 'int',
      default: 0,
      minimum: 0,
      maximum: 2_147_483_647,
      doc: 'Another seed gives other examples of the same kind.',
    },
  }) as const satisfies OptionTable;

export const pointColumns = { point: 'float32[2]', label: 'int32[]' } as const;
