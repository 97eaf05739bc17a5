import type { DefinitionOf, Example } from '@neurite/contract';
import { streamOf, type Recorder, type Reference } from '@neurite/program';
import { tensor } from '../tensors/index.js';
import { floats, inputTensors, optionsOf, prefixed, signatureOf } from './example.js';
import type { Subject } from './subject.js';

const onParameter = (
  example: Example,
  output: (name: string) => string,
  run: (parameter: Reference, recorder: Recorder) => Reference,
): Subject => {
  const parameters = floats(example.parameters);
  const [name] = Object.keys(parameters);
  if (name === undefined) throw new Error(`The example "${example.code}" gives no parameter.`);
  return {
    example,
    tensors: prefixed('parameter', parameters),
    run: (recorder, tensors) => ({ [output(name)]: run(tensors[`parameter ${name}`]!, recorder) }),
  };
};

export const regularizerSubject = (definition: DefinitionOf['regularizer'], example: Example): Subject => {
  const options = optionsOf(definition.options, example.options) as never;
  return onParameter(
    example,
    () => 'penalty',
    (parameter, { ops }) => definition.penalty(parameter, { ops, options }),
  );
};

export const constraintSubject = (definition: DefinitionOf['constraint'], example: Example): Subject => {
  const options = optionsOf(definition.options, example.options) as never;
  return onParameter(
    example,
    (name) => name,
    (parameter, { ops }) => definition.project(parameter, { ops, options }),
  );
};

export const metricSubject = (definition: DefinitionOf['metric'], example: Example): Subject => {
  const options = optionsOf(definition.options, example.options) as never;
  const inputs = inputTensors(signatureOf(definition.signatures, example), example.inputs);
  const count = Object.values(inputs)[0]!.shape[0]!;
  const weight = tensor(example.inputs?.weight ?? new Array<number>(count).fill(1), 'float32');
  return {
    example,
    tensors: prefixed('input', { ...inputs, weight }),
    run: (recorder, tensors, counter, training) => {
      const values = Object.fromEntries(Object.keys(inputs).map((name) => [name, tensors[`input ${name}`]!]));
      const random = (name: string, shape: readonly number[]) =>
        recorder.emit('uniform', [counter], { shape, stream: streamOf(`${definition.name}/${name}`) })[0]!;
      const context = { ops: recorder.ops, options, training, random, weight: tensors['input weight']! };
      return definition.accumulate(values as never, context);
    },
  };
};

/** A small stage: h = tanh(x · W), and back by the transposed weights. */
export const pretrainingSubject = (definition: DefinitionOf['pretraining'], example: Example): Subject => {
  const options = optionsOf(definition.options, example.options) as never;
  const inputs = floats(
    example.inputs ?? {
      x: [
        [0.1, 0.9, 0.4],
        [0.8, 0.2, 0.5],
      ],
    },
  );
  const parameters = floats(
    example.parameters ?? {
      W: [
        [0.5, -0.3],
        [0.2, 0.7],
        [-0.6, 0.1],
      ],
    },
  );
  return {
    example,
    tensors: { ...prefixed('input', inputs), ...prefixed('parameter', parameters) },
    run: (recorder, tensors, counter, training) => {
      const { ops } = recorder;
      const weights = tensors['parameter W']!;
      const decode = (code: Reference) => ops.matMul(code, weights, { transposeB: true });
      const loss = definition.objective(
        {
          input: tensors['input x']!,
          encode: (x) => ops.tanh(ops.matMul(x, weights)),
          decode,
          encodeLinearly: (x) => ops.matMul(x, weights),
          decodeLinearly: decode,
          // Row j of the Jacobian is 1 − tanh² of the unit, times column j of W.
          jacobianNorm: (x) => {
            const slopes = ops.sub(1, ops.square(ops.tanh(ops.matMul(x, weights))));
            return ops.sum(ops.mul(ops.square(slopes), ops.sum(ops.square(weights), 0)), 1);
          },
        },
        {
          ops,
          options,
          training,
          random: (name, shape) => recorder.emit('uniform', [counter], { shape, stream: streamOf(name) })[0]!,
        },
      );
      return { loss };
    },
  };
};
