import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { differentiate, evaluate, record } from '@neurite/program';
import { describeDefinition, flat, tensor } from '@neurite/testing';
import { ctc } from './ctc.js';

describeDefinition(ctc, [cpu, wasm]);

/** Losses and slopes of `[1, time, 3]` scores of 0 for one target. */
const ofTarget = (target: readonly number[], time: number) => {
  const program = record(({ ops, input, output }) => {
    const prediction = input('prediction', 'batch', { dtype: 'float32', shape: [1, time, 3] });
    const labels = input('target', 'batch', { dtype: 'int32', shape: [1, target.length] });
    const context = { ops, options: { blank: 0 }, training: true, random: () => ops.zeros([]) };
    const inputs = { prediction, target: labels, mask: undefined };
    output('loss', 'metric', ops.sum(ctc.apply(inputs, { ...context, weight: ops.ones([1]) })));
  });
  const whole = differentiate(program, { of: 'loss', by: ['prediction'] });
  const scores = flat([1, time, 3], new Array<number>(3 * time).fill(0));
  const [loss, slopes] = evaluate(whole, [scores, tensor([target], 'int32')]);
  return { loss: loss!.data[0]!, slopes: [...slopes!.data] };
};

it('gives a huge loss and no gradient where time is too short for the target', () => {
  expect(ofTarget([1, 1], 2)).toEqual({ loss: 1e30, slopes: [0, 0, 0, 0, 0, 0] });
  expect(ofTarget([1, 2], 2).loss).toBeCloseTo(2 * Math.log(3), 12);
});

it('shows a label that is no class', () => {
  expect(ofTarget([3], 2).loss).toBeNaN();
  expect(ofTarget([-1], 2).loss).toBeNaN();
});
