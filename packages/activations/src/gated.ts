import { type ActivationTraits, type Example, type Ops, layer } from '@neurite/contract';
import { halves } from './halves.js';

interface Gated {
  readonly name: string;
  readonly summary: string;
  readonly formula: string;
  readonly description: string;
  readonly references: readonly string[];
  readonly activation: ActivationTraits;
  readonly examples: readonly Example[];
  gate<T>(x: T, ops: Ops<T>): T;
}

/** A gated linear unit: half of the channels, each multiplied by a function of its partner in the other half. */
export const gated = ({ gate, ...rest }: Gated) =>
  layer({
    ...rest,
    family: 'activation',
    options: {},
    inputs: { x: '[...s, c]' },
    outputs: { y: '[...s, c // 2]' },
    assert: ['c mod 2 == 0'],
    apply: ({ x }, { ops }) => {
      const [passed, control] = halves(x, ops);
      return { outputs: { y: ops.mul(passed, gate(control, ops)) } };
    },
  });
