import type {
  ConstraintDefinition,
  FittedTable,
  InitializerDefinition,
  InputTable,
  LayerDefinition,
  LossDefinition,
  MetricDefinition,
  OptimizerDefinition,
  OptionTable,
  OutputTable,
  ParameterTable,
  PretrainingDefinition,
  RegularizerDefinition,
  ScheduleDefinition,
  TransformDefinition,
} from '@neurite/contract';
import * as kinds from './kinds/index.js';

interface Eager {
  <
    O extends OptionTable,
    I extends InputTable,
    Y extends OutputTable,
    P extends ParameterTable,
    S extends ParameterTable,
  >(
    definition: LayerDefinition<O, I, Y, P, S>,
  ): kinds.EagerLayer<O, I, Y, P, S>;
  <O extends OptionTable, I extends InputTable>(definition: LossDefinition<O, I>): kinds.EagerLoss<O>;
  <O extends OptionTable, I extends InputTable>(definition: MetricDefinition<O, I>): kinds.EagerMetric<O>;
  <O extends OptionTable>(definition: InitializerDefinition<O>): kinds.EagerInitializer<O>;
  <O extends OptionTable>(definition: RegularizerDefinition<O>): kinds.OfParameter<O>;
  <O extends OptionTable>(definition: ConstraintDefinition<O>): kinds.OfParameter<O>;
  <O extends OptionTable, S extends string, K extends string>(
    definition: OptimizerDefinition<O, S, K>,
  ): kinds.MakeOptimizer<O, S>;
  <O extends OptionTable>(definition: ScheduleDefinition<O>): kinds.EagerSchedule<O>;
  <O extends OptionTable, F extends FittedTable>(
    definition: TransformDefinition<O, F>,
  ): kinds.EagerTransform<O, F>;
  <O extends OptionTable>(definition: PretrainingDefinition<O>): kinds.EagerPretraining<O>;
}

// The functions below take definitions of their kind in general; `Eager` says what comes of each in particular.
const adapters = {
  layer: kinds.eagerLayer,
  loss: kinds.eagerLoss,
  metric: kinds.eagerMetric,
  initializer: kinds.eagerInitializer,
  regularizer: kinds.eagerRegularizer,
  constraint: kinds.eagerConstraint,
  optimizer: kinds.eagerOptimizer,
  schedule: kinds.eagerSchedule,
  transform: kinds.eagerTransform,
  pretraining: kinds.eagerPretraining,
} as const;

/**
 * A plugin as a function of plain tfjs tensors, on whatever backend of tfjs is current: the very definition that `.nn` files use.
 * Gradients are Neurite's own, so `tf.grad` works wherever a result depends on its tensors by this function alone, in Node as well;
 * gradients of gradients need tfjs's own, which a bundle has. Nothing is kept: tensors that come out belong to the caller.
 *
 * @example
 * const gelu = eager(geluDefinition);
 * const y = gelu(tf.tensor1d([-1, 0, 1]), { approximate: 'tanh' });
 */
export const eager: Eager = ((definition: { readonly kind: keyof typeof adapters }) =>
  (adapters[definition.kind] as (definition: unknown) => unknown)(definition)) as Eager;
