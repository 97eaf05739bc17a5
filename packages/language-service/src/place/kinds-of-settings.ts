import type { Kind } from '@neurite/contract';
import type { Owner } from './place.js';

/** What the value of each setting is an entry of. */
const kindsByKey: Readonly<Record<string, readonly Kind[]>> = {
  loss: ['loss', 'layer'],
  optimizer: ['optimizer'],
  schedule: ['schedule'],
  regularize: ['regularizer'],
  constrain: ['constraint'],
  metrics: ['metric'],
  method: ['pretraining'],
  strategy: ['strategy'],
  combine: ['combination'],
  source: ['source'],
  train: ['source'],
  test: ['source'],
};

/** Kinds of the catalog that a setting of a block takes. */
export const kindsOfSetting = (owner: Owner | undefined, key: string | undefined): readonly Kind[] => {
  if (key === undefined || !Object.hasOwn(kindsByKey, key)) return [];
  const ofData = key === 'source' || key === 'train' || key === 'test';
  return ofData === (owner === 'data') ? kindsByKey[key]! : [];
};
