import type { TextSteps } from '@neurite/contract';
import type { Weights } from '../values/weights.js';
import type { EndReason, Scores } from './events.js';
import type { Progress } from './progress.js';

/** What comes of training. */
export interface Trained {
  /** Parameters and statistics by path: those of the kept epoch, if the recipe keeps the best. */
  readonly weights: Weights;
  /** SHA-256 of all weights in path order. */
  readonly digest: string;
  /** SHA-256 of the data. */
  readonly data: string;
  /** Names of classes, by field. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** How texts become the numbers of an input, by input. */
  readonly texts: Readonly<Record<string, TextSteps>>;
  /** Symbolic dimensions of the inputs. */
  readonly bindings: Readonly<Record<string, number>>;
  readonly reason: EndReason | 'interrupted';
  readonly progress: Progress;
  /** On the test part, if there is one and training came to its end. */
  readonly test?: Scores;
  /** Engine, version and variant that trained it. */
  readonly backend: string;
}
