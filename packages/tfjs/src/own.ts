import type { Primitive } from '@neurite/contract';
import {
  hasKernels,
  kernelPrimitives,
  kernelPulls,
  type KernelPrimitives,
  type Pulls,
} from './kernels/index.js';
import { isOn } from './primitives/index.js';
import { shaderPrimitives, shaderPulls } from './shaders/index.js';

/** Code of ours: whole primitives, and gradients at once. */
interface Own {
  readonly primitives: Partial<KernelPrimitives<Primitive>>;
  readonly pulls: Pulls;
}

const kernels: Own = { primitives: kernelPrimitives, pulls: kernelPulls };
const shaders: Own = { primitives: shaderPrimitives, pulls: shaderPulls };

/** What of ours runs where tfjs runs, if anything. */
export const own = (): Own | undefined => (hasKernels() ? kernels : isOn('webgl') ? shaders : undefined);

/** Whether a primitive or composite has a gradient at once anywhere. */
export const hasPull = (name: string): boolean => [kernelPulls, shaderPulls].some((pulls) => name in pulls);
