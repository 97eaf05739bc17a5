import type { ConstraintDefinition, OptionTable, RegularizerDefinition } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { createContext } from '../ops.js';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';
import { settled } from '../settled.js';
import { asOneOperation } from '../tape.js';

/** A regularizer gives a scalar, a constraint the parameter projected. */
export type OfParameter<O extends OptionTable> = (
  parameter: tf.Tensor,
  ...rest: OptionRest<OptionArguments<O>>
) => tf.Tensor;

export const eagerRegularizer =
  (definition: RegularizerDefinition) =>
  (parameter: tf.Tensor, given: object = {}): tf.Tensor => {
    const options = completeOptions(definition, given);
    return tf.tidy(() => {
      const { ops } = createContext(definition.name);
      return asOneOperation([parameter], () => [{ y: definition.penalty(parameter, { ops, options }) }])[0]!
        .y!;
    });
  };

export const eagerConstraint =
  (definition: ConstraintDefinition) =>
  (parameter: tf.Tensor, given: object = {}): tf.Tensor => {
    const options = completeOptions(definition, given);
    return tf.tidy(() => {
      const { ops } = createContext(definition.name);
      const y = definition.project(parameter, { ops, options });
      return settled({ y }, new Set([parameter])).y!;
    });
  };
