import type { Diagnostic } from '@neurite/contract';

/**
 * Numbers by name: `loss`, `loss/<term>` where there are several, `penalty` where there is one, and the recipe's metrics. Where phases
 * alternate, all but the metrics begin with the name of their phase: `judge.loss`.
 */
export type Scores = Readonly<Record<string, number>>;

/** What is known after an epoch. */
export interface EpochRecord {
  /** Counts from 1. */
  readonly epoch: number;
  /** The phase that was under way, in a sequence of them. */
  readonly phase?: string;
  /** Steps done by then, from the beginning of the run. */
  readonly step: number;
  /** Over the batches of the epoch as they were seen: weights changed in between. */
  readonly train: Scores;
  /** With the weights at its end. */
  readonly validation?: Scores;
  /** The rate of its last step. */
  readonly rate: number;
  readonly seconds: number;
}

/** An epoch of a stage of pretraining. */
export interface StageEvent {
  readonly event: 'stage';
  readonly stage: string;
  /** Stages and epochs count from 1. */
  readonly number: number;
  readonly stages: number;
  readonly epoch: number;
  readonly epochs: number;
  /** The mean objective over the epoch. */
  readonly loss: number;
  readonly seconds: number;
}

/** Something that was found on the way. */
export interface Finding {
  /** Steps done by then. */
  readonly step: number;
  /** Of layers or parameters, the worst first; absent where it is about the run. */
  readonly paths?: readonly string[];
  readonly diagnostic: Diagnostic;
}

/** Why training ended. */
export type EndReason = 'epochs' | 'steps' | 'early' | 'diverged' | 'abandoned';

/**
 * What happens while a recipe is trained; serialises to JSON. `start` comes first, after the `stage`s of a recipe that is pretrained
 * and unless the run failed before it; the last one is `done`, `interrupted` or `failed`.
 */
export type TrainEvent =
  | StageEvent
  | {
      readonly event: 'start';
      /** The run folder, if there is one. */
      readonly run?: string;
      readonly recipe: string;
      readonly model: string;
      readonly backend: string;
      /** Trainable parameters. */
      readonly parameters: number;
      readonly examples: Readonly<Partial<Record<'train' | 'validation' | 'test', number>>>;
      readonly epochs: number;
      /** All steps of all epochs. */
      readonly steps: number;
      /** Examples in a batch. */
      readonly batch: number;
      /** How many batches make a step, where it is more than one. */
      readonly accumulate?: number;
      readonly seed: number;
      /** The step that a resumed run goes on after. */
      readonly resumed?: number;
    }
  /** Sampled, at most ten a second, and late where a device is busy: no step waits for being watched. */
  | {
      readonly event: 'step';
      readonly step: number;
      readonly epoch: number;
      /** The phase that took it, where there are phases. */
      readonly phase?: string;
      readonly loss: number;
      readonly rate: number;
    }
  | ({ readonly event: 'epoch'; readonly best: boolean } & EpochRecord)
  | { readonly event: 'checkpoint'; readonly step: number; readonly name: string }
  | ({ readonly event: 'finding' } & Finding)
  | {
      readonly event: 'done';
      readonly run?: string;
      readonly reason: EndReason;
      readonly steps: number;
      readonly epochs: number;
      readonly seconds: number;
      /** The epoch whose weights were kept; absent where the last ones are. */
      readonly kept?: number;
      readonly test?: Scores;
      readonly weights_sha256: string;
    }
  | { readonly event: 'interrupted'; readonly run?: string; readonly step: number }
  | { readonly event: 'failed'; readonly diagnostics: readonly Diagnostic[] };
