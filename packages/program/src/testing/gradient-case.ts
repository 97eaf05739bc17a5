import type { HostTensor, Primitive } from '@neurite/contract';
import type { Build, GradientCheck } from './check-gradients.js';
import { floats, spreadOver } from './tensors.js';

/** A function whose gradients are checked, first and second order. */
export interface GradientCase {
  readonly primitive: Primitive;
  readonly what: string;
  readonly inputs: readonly HostTensor[];
  readonly build: Build;
  readonly check?: GradientCheck;
}

export const x23 = spreadOver([2, 3]);
/** Away from 0, where derivatives jump. */
export const away = floats([6], [-1.9, -0.7, -0.2, 0.3, 0.9, 1.8]);
