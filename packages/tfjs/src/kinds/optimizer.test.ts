import { optimizer } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from '../eager.js';
import { described, leftovers, values } from '../test/leftovers.test.helper.js';

it('optimizers take state in and give it back', () => {
  const expectNothingElse = leftovers();
  const momentum = eager(
    optimizer({
      ...described,
      name: 'momentum',
      options: { rate: { type: 'float', default: 0.1, doc: 'Rate.' } },
      elementwise: true,
      slots: ['velocity'],
      scalarNames: ['rate'],
      scalars: (step, rate) => ({ rate: rate * step }),
      update: ({ parameter, gradient, slots, scalars }, { ops }) => {
        const velocity = ops.add(ops.mul(slots.velocity, 0.5), gradient);
        return { parameter: ops.sub(parameter, ops.mul(velocity, scalars.rate)), slots: { velocity } };
      },
    }),
  )({ rate: 1 });
  const [w, g] = [tf.scalar(10), tf.scalar(2)];
  const first = momentum.update({ w }, { w: g });
  const second = momentum.update(first.parameters, { w: g }, first.state);
  const third = momentum.update(second.parameters, { w: g }, second.state, 0);
  // Velocities 2, 3, 3.5; rates 1·1, 1·2, 0·3.
  expect([first, second, third].map(({ parameters }) => values(parameters.w)[0])).toEqual([8, 2, 2]);
  expect(third.state.step).toBe(3);
  expect(values(third.state.slots.w.velocity)).toEqual([3.5]);
  const made = [first, second, third].flatMap(({ parameters, state }) => [
    parameters.w,
    state.slots.w.velocity,
  ]);
  expectNothingElse(w, g, made);
});
