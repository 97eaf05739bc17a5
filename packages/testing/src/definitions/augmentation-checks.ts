import {
  inputDeclaration,
  type DefinitionOf,
  type Example,
  type HostRandom,
  type HostTensor,
} from '@neurite/contract';
import { exampleRandom } from '@neurite/program';
import { compare, tensor } from '../tensors/index.js';
import { onReference, require, type Check } from './check.js';
import { compareDeclared, noBindings } from './declared.js';
import { documentationChecks } from './documentation.js';
import { optionsOf } from './example.js';

/** Gives the numbers of a list, one after the other. */
const scripted = (draws: readonly number[]): HostRandom & { left(): number } => {
  let next = 0;
  const draw = (): number => {
    require(next >= draws.length && `It draws more than the ${draws.length} numbers of the example.`);
    return draws[next++]!;
  };
  return {
    uniform: draw,
    normal: draw,
    integer: (bound) => Math.floor(draw() * bound),
    left: () => draws.length - next,
  };
};

const single = (
  value: NonNullable<Example['inputs']>[string],
): HostTensor & { readonly data: Float32Array } => {
  const { shape, data } = tensor(value, 'float32');
  return { dtype: 'float32', shape, data: Float32Array.from(data) };
};

const run = (
  { options: table, change, mix }: DefinitionOf['augmentation'],
  { options: given, inputs = {} }: Example,
  random: HostRandom,
): HostTensor => {
  const options = optionsOf(table, given) as never;
  const { shape, data } = single(inputs['x']!);
  // What is not written stays visible.
  const into = new Float32Array(data.length).fill(NaN);
  if (change !== undefined) {
    const before = Float32Array.from(data);
    change(data, into, { options, shape, random });
    require(String(before) !== String(data) && 'It changes the example that it reads.');
  } else {
    const weight = mix!({ options, random });
    require(!(weight >= 0 && weight <= 1) && `${weight} is no weight from 0 to 1.`);
    const other = single(inputs['other']!).data;
    data.forEach((value, index) => (into[index] = weight * value + (1 - weight) * other[index]!));
  }
  return { dtype: 'float32', shape, data: into };
};

export const augmentationChecks = (definition: DefinitionOf['augmentation']): readonly Check[] => {
  const { examples = [], inputs, change, mix } = definition;
  return [
    ...documentationChecks(definition, true),
    onReference('changes examples, or mixes them', () => {
      require((change === undefined) === (mix === undefined) && 'It must have one of `change` and `mix`.');
      require(Object.keys(inputs).length !== 1 && 'It must have one input.');
    }),
    onReference('types as declared', () => {
      const [input] = Object.values(inputs);
      for (const { code, inputs: given } of examples) {
        const { shape } = single(given!['x']!);
        const type = { dtype: 'float32', shape: [1, ...shape] } as const;
        const problem = compareDeclared(inputDeclaration(input!).shape, type, noBindings());
        require(problem !== undefined && `${code}: ${problem}.`);
      }
    }),
    onReference('examples', () => {
      for (const example of examples) {
        const random = scripted(example.draws ?? []);
        const result = run(definition, example, random);
        const expected = tensor(example.expect!['y']!, 'float32');
        const tolerance = { absolute: example.tolerance ?? 1e-5, relative: 1e-5 };
        const problem = compare(result, expected, tolerance);
        require(problem !== undefined && `${example.code}: y ${problem}.`);
        require(random.left() > 0 && `${example.code} draws ${random.left()} numbers less than it says.`);
      }
    }),
    onReference('the same key gives the same bits, and every element is written', () => {
      for (const example of examples)
        for (let row = 0; row < 20; row++) {
          const [first, again] = [1, 2].map(() =>
            run(definition, example, exampleRandom(5, definition.name)(1, row)),
          );
          require(String(first!.data) !== String(again!.data) && `${example.code}: two runs differ.`);
          require(first!.data.some(Number.isNaN) && `${example.code} leaves elements unwritten.`);
        }
    }),
  ];
};
