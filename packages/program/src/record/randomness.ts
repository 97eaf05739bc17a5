import type { Ops, Shape } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { streamOf } from '../random/index.js';
import type { Recorder, Reference } from './record.js';

/** Random numbers while a graph is being recorded. */
export interface Randomness {
  /** Ops whose scans hand the counter on: each iteration draws its own numbers. */
  readonly ops: Ops<Reference>;
  /** Uniform numbers of a stream, at the current place in scans. */
  draw(stream: string, shape: Shape): Reference;
}

/**
 * Threads the counter [seed, step, microbatch, iteration] through scans. Inside a body iteration is
 * `outer.iteration · length + index`, where index comes as one more sequence. Scans that draw nothing lose both again
 * when the program is swept.
 */
export const createRandomness = (recorder: Recorder, counter: Reference): Randomness => {
  const { ops } = recorder;
  let current = counter;

  const inside = (outer: Reference, index: Reference, length: number): Reference => {
    const iteration = ops.add(ops.mul(ops.slice(outer, [3], [1]), length), index);
    return ops.concat([ops.slice(outer, [0], [3]), iteration], 0);
  };

  return {
    ops: {
      ...ops,
      scan: (options, body) => {
        const first = options.sequences[0];
        const length = first === undefined ? options.length : ops.shape(first)[0];
        invariant(length !== undefined, 'a scan without sequences needs a length');
        const outer = current;
        try {
          return ops.scan(
            {
              ...options,
              constants: [...(options.constants ?? []), outer],
              sequences: [...options.sequences, ops.iota([length], 0, 'int32')],
            },
            (constants, carries, slices) => {
              current = inside(constants.at(-1)!, slices.at(-1)!, length);
              return body(constants.slice(0, -1), carries, slices.slice(0, -1));
            },
          );
        } finally {
          current = outer;
        }
      },
    },
    draw: (stream, shape) => recorder.emit('uniform', [current], { shape, stream: streamOf(stream) })[0]!,
  };
};
