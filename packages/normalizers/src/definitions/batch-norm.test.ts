import { readFileSync } from 'node:fs';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { evaluate, record } from '@neurite/program';
import { describeDefinition, expectClose, tensor } from '@neurite/testing';
import { batchNorm } from './batch-norm.js';

describeDefinition(batchNorm, [cpu, wasm]);

describe('batch_norm over many batches', () => {
  const golden = JSON.parse(
    readFileSync(new URL('../../golden/normalizers.json', import.meta.url), 'utf8'),
  ) as {
    readonly many: { readonly inputs: number[][][]; readonly mean: number[]; readonly variance: number[] };
  };
  const program = record(({ ops, input, output }) => {
    const vector = { dtype: 'float32', shape: [3] } as const;
    const mean = input('mean', 'statistic', vector);
    const variance = input('variance', 'statistic', vector);
    const x = input('x', 'batch', { dtype: 'float32', shape: [8, 3] });
    const { state } = batchNorm.apply(
      { x },
      {
        ops,
        options: { momentum: 0.9, epsilon: 1e-5, scale: true, shift: true },
        parameters: { scale: ops.ones([3]), shift: ops.zeros([3]) },
        state: { mean, variance },
        training: true,
        random: () => {
          throw new Error('Nothing is drawn.');
        },
      },
    );
    output('mean', 'statistic', state!.mean);
    output('variance', 'statistic', state!.variance);
  });

  it('keeps the moving averages that PyTorch keeps', () => {
    let state = [tensor([0, 0, 0]), tensor([1, 1, 1])] as const;
    for (const batch of golden.many.inputs) {
      const [mean, variance] = evaluate(program, [...state, tensor(batch)]);
      state = [mean!, variance!];
    }
    expectClose(state[0], tensor(golden.many.mean));
    expectClose(state[1], tensor(golden.many.variance));
  });
});
