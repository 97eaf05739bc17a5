import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { evaluate, record } from '@neurite/program';
import { describeDefinition, tensor } from '@neurite/testing';
import { circle } from './circle.js';

const constants = 'its weights are constants to the gradient: compared with PyTorch instead';

describeDefinition(circle, [cpu, wasm], {
  without: { 'gradient of input prediction': constants, 'gradients at awkward places': constants },
});

it('leaves padding out', () => {
  const lossOf = (vectors: readonly (readonly number[])[], classes: number[], weights: number[]) => {
    const batch = classes.length;
    const program = record(({ ops, input, output }) => {
      const prediction = input('prediction', 'batch', { dtype: 'float32', shape: [batch, 2] });
      const target = input('target', 'batch', { dtype: 'int32', shape: [batch] });
      const weight = input('weight', 'weight', { dtype: 'float32', shape: [batch] });
      const context = {
        ops,
        options: { gamma: 2, margin: 0.3 },
        training: false,
        random: () => ops.zeros([]),
        weight,
      };
      output('loss', 'output', circle.apply({ prediction, target }, context));
    });
    const inputs = [tensor(vectors), tensor(classes, 'int32'), tensor(weights)];
    return [...evaluate(program, inputs)[0]!.data];
  };
  const [embeddings, labels] = [
    [
      [1, 2],
      [3, 1],
      [0.5, -1],
    ],
    [0, 0, 1],
  ] as const;
  const alone = lossOf(embeddings, [...labels], [1, 1, 1]);
  const padded = lossOf([...embeddings, [1, 2], [1, -2]], [...labels, 0, 1], [1, 1, 1, 0, 0]);
  expect(padded.slice(0, 3)).toEqual(alone);
});
