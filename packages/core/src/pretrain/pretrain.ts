import { success, type Outcome, type PretrainRecipe } from '@neurite/contract';
import type { Session } from '../session/session.js';
import type { TrainOptions } from '../train/options.js';
import type { Weights } from '../values/weights.js';

export interface PretrainEvent {
  readonly event: 'stage';
}
export interface Pretrained {
  readonly weights: Weights;
}
export type PretrainOptions = TrainOptions & { readonly session: Session };
export const pretrain = async (
  _recipe: PretrainRecipe,
  _options: PretrainOptions,
): Promise<Outcome<Pretrained>> => success({ weights: new Map() });
