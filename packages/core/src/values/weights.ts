import type { HostTensor } from '@neurite/contract';

/** Parameters and statistics by path. */
export type Weights = ReadonlyMap<string, HostTensor>;
