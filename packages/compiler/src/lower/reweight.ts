import type { GraphValue, Span } from '@neurite/contract';
import { type DefinedLayer, type Value, isTensor } from '../values/value.js';
import { parameterValue } from './param.js';
import type { Session } from './session.js';

// `weight_norm(dense(64))`: a layer of weights stands between another layer and each of its weights. The weight keeps its path; what
// the layer of weights owns lies below it, as in `head.kernel.length`.

/** Lets a layer be applied while its weights, and those of all layers inside of it, go through `by`. */
export const reweighted = (session: Session, by: DefinedLayer, apply: () => Value): Value => {
  const { weightLayers } = session;
  weightLayers.push(by);
  try {
    return apply();
  } finally {
    weightLayers.pop();
  }
};

/** The values that take the place of parameters of a layer: those of its weights, after all layers of weights around it. */
export const computedWeights = (
  session: Session,
  parameters: Readonly<Record<string, string>>,
  span: Span,
  apply: (by: DefinedLayer, weights: readonly Value[], path: string, span: Span) => Value,
): Readonly<Record<string, GraphValue>> | undefined => {
  const around = session.weightLayers.splice(0);
  if (around.length === 0) return undefined;
  try {
    const weights = Object.entries(parameters).flatMap(([name, path]) => {
      const { type } = session.builder.parameters.get(path)!;
      return type.shape.length < 2 ? [] : [{ name, path, type }];
    });
    return Object.fromEntries(
      weights.flatMap(({ name, path, type }) => {
        const value = around.reduceRight<Value>(
          (weight, by) => apply(by, [weight], path, span),
          parameterValue(session, path, type),
        );
        return isTensor(value) ? [[name, value.id] as const] : [];
      }),
    );
  } finally {
    session.weightLayers.push(...around);
  }
};
