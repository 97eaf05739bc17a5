import {
  createCatalog,
  inputDeclaration,
  type AnyDefinition,
  type DefinitionOf,
  type Example,
  type Graph,
  type HostTensor,
  type InputTable,
  type Nested,
  type OptionTable,
  type OptionValue,
  type Program,
} from '@neurite/contract';
import { record, recordGraph, streamOf, type Recorder, type Reference } from '@neurite/program';
import { typeOf } from '../primitives/case-of.js';
import { tensor } from '../tensors/index.js';
import { declared, fits, noBindings } from './declared.js';

/** One documented example, ready to run: tensors by port name, `input x`, `parameter kernel`, `state mean`. */
export interface Subject {
  readonly example: Example;
  readonly tensors: Readonly<Record<string, HostTensor>>;
  /** Records what the definition does; gives outputs by name, renewed state as `state mean`. */
  run(
    recorder: Recorder,
    tensors: Readonly<Record<string, Reference>>,
    counter: Reference,
    training: boolean,
  ): Readonly<Record<string, Reference>>;
}

/**
 * Given options over defaults.
 *
 * @throws Error where an option that must be given is not.
 */
export const optionsOf = (
  table: OptionTable,
  given: Example['options'] = {},
): Readonly<Record<string, OptionValue>> => {
  const missing = Object.entries(table).find(
    ([name, option]) =>
      given[name] === undefined && (option as { readonly default?: unknown }).default === undefined,
  );
  if (missing !== undefined)
    throw new Error(`An example must give the option "${missing[0]}": it has no default.`);
  const defaults = Object.entries(table).flatMap(([name, option]) => {
    const value = (option as { readonly default?: OptionValue }).default;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(defaults), ...given };
};

const prefixed = (
  prefix: string,
  tensors: Readonly<Record<string, HostTensor>>,
): Readonly<Record<string, HostTensor>> =>
  Object.fromEntries(Object.entries(tensors).map(([name, value]) => [`${prefix} ${name}`, value]));

const floats = (table: Readonly<Record<string, Nested>> = {}): Readonly<Record<string, HostTensor>> =>
  Object.fromEntries(Object.entries(table).map(([name, value]) => [name, tensor(value, 'float32')]));

/** Inputs with the dtypes that their declarations ask for; the values of a variadic input are called `xs[0]`, `xs[1]`, …. */
const inputTensors = (
  table: InputTable,
  given: Example['inputs'] = {},
): Readonly<Record<string, HostTensor>> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([name, entry]): readonly (readonly [string, HostTensor])[] => {
      const value = given[name];
      const { shape, variadic } = inputDeclaration(entry);
      if (value === undefined) return [];
      const { dtype } = declared(shape);
      if (variadic !== true) return [[name, tensor(value, dtype)]];
      return (value as readonly Nested[]).map((each, index) => [`${name}[${index}]`, tensor(each, dtype)]);
    }),
  );

/** The first signature that the example's values fit, by dtype and rank: as the compiler chooses. */
export const signatureOf = (signatures: readonly InputTable[], { inputs = {} }: Example): InputTable => {
  const found = signatures.find((signature) => {
    const known = noBindings();
    return Object.entries(signature).every(([name, entry]) => {
      const { shape, optional } = inputDeclaration(entry);
      return inputs[name] === undefined ? optional === true : fits(shape, tensor(inputs[name]), known);
    });
  });
  if (found === undefined) throw new Error('The example fits none of the signatures.');
  return found;
};

interface Node {
  readonly definition: AnyDefinition & { readonly kind: 'layer' | 'loss' | 'transform' };
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly inputs: Readonly<Record<string, HostTensor>>;
  readonly variadic: readonly string[];
  readonly outputs: readonly string[];
  readonly parameters?: Readonly<Record<string, HostTensor>>;
  readonly state?: Readonly<Record<string, HostTensor>>;
}

/** A graph of one node, so that an example runs as it does in a model. */
const graphOf = ({
  definition,
  options,
  inputs,
  variadic,
  outputs,
  parameters = {},
  state = {},
}: Node): Graph => {
  const { kind, name, version } = definition;
  const names = Object.keys(inputs);
  const valueOf = (input: string) => names.indexOf(input);
  const lists = variadic.map((list) => [
    list,
    names.filter((input) => input.startsWith(`${list}[`)).map(valueOf),
  ]);
  const singles = names.filter((input) => !input.endsWith(']')).map((input) => [input, valueOf(input)]);
  const tensors = (table: Readonly<Record<string, HostTensor>>, role: 'parameter' | 'statistic') =>
    Object.entries(table).map(([path, value]) => ({
      path,
      type: typeOf(value),
      role,
      initializer: { kind: 'initializer' as const, name: 'zeros', version: 1, options: {} },
      because: 'written',
      fanIn: 1,
      fanOut: 1,
    }));
  const self = (table: object) => Object.fromEntries(Object.keys(table).map((key) => [key, key]));
  const outputPorts = outputs.map((output, index) => ({ name: output, value: names.length + index }));
  return {
    name,
    // Nothing reads the types of results: recording finds them.
    values: [
      ...Object.values(inputs).map(typeOf),
      ...outputs.map(() => ({ dtype: 'float32' as const, shape: [] })),
    ],
    inputs: names.map((input, value) => ({ name: input, value })),
    outputs: outputPorts,
    names: [],
    nodes: [
      {
        path: name,
        use: { kind, name, version, options },
        inputs: Object.fromEntries([...lists, ...singles]),
        outputs: Object.fromEntries(outputPorts.map((port) => [port.name, port.value])),
        parameters: self(parameters),
        state: self(state),
      },
    ],
    parameters: [...tensors(parameters, 'parameter'), ...tensors(state, 'statistic')],
    parameterValues: {},
  };
};

const roleWords = { parameter: 'parameter', statistic: 'state', batch: 'input' } as const;

const nodeSubject = (example: Example, node: Node): Subject => ({
  example,
  tensors: {
    ...prefixed('input', node.inputs),
    ...prefixed('parameter', node.parameters ?? {}),
    ...prefixed('state', node.state ?? {}),
  },
  run: (recorder, tensors, counter, training) => {
    const program = recordGraph(graphOf(node), createCatalog([node.definition]), { batch: 1, training });
    const inputs = program.inputs.map(({ name, role }) =>
      role === 'counter' ? counter : tensors[`${roleWords[role as keyof typeof roleWords]} ${name}`]!,
    );
    const results = recorder.inline(program, inputs);
    const named = program.outputs.map(({ name, role }) => (role === 'statistic' ? `state ${name}` : name));
    return Object.fromEntries(named.map((name, index) => [name, results[index]!]));
  },
});

export const layerSubject = (definition: DefinitionOf['layer'], example: Example): Subject => {
  const variadic = Object.entries(definition.inputs).filter(
    ([, entry]) => inputDeclaration(entry).variadic === true,
  );
  return nodeSubject(example, {
    definition,
    options: optionsOf(definition.options, example.options),
    inputs: inputTensors(definition.inputs, example.inputs),
    variadic: variadic.map(([name]) => name),
    outputs: Object.keys(definition.outputs),
    parameters: floats(example.parameters),
    state: floats(example.state),
  });
};

export const lossSubject = (definition: DefinitionOf['loss'], example: Example): Subject =>
  nodeSubject(example, {
    definition,
    options: optionsOf(definition.options, example.options),
    inputs: inputTensors(signatureOf(definition.signatures, example), example.inputs),
    variadic: [],
    outputs: ['loss'],
  });

/** What is fitted is fitted on the example itself, unless the example gives it as state. */
export const transformSubject = (definition: DefinitionOf['transform'], example: Example): Subject => {
  const options = optionsOf(definition.options, example.options);
  const inputs = inputTensors(definition.inputs, example.inputs);
  const fitted = definition.fit?.(Object.values(inputs)[0]!, options as never) ?? {};
  const state =
    example.state === undefined ? (fitted as Readonly<Record<string, HostTensor>>) : floats(example.state);
  return nodeSubject(example, {
    definition,
    options,
    inputs,
    variadic: [],
    outputs: Object.keys(definition.outputs),
    state,
  });
};

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
      const loss = definition.objective(
        {
          input: tensors['input x']!,
          encode: (x) => ops.tanh(ops.matMul(x, weights)),
          decode: (code) => ops.matMul(code, weights, { transposeB: true }),
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

/** [seed, step, microbatch, iteration] for everything that draws. */
export const counterTensor = tensor([7, 3, 0, 0], 'int32');

/** The subject as a program: its tensors in order, then `counter`; its outputs by name. */
export const subjectProgram = (subject: Subject, training: boolean): Program =>
  record((recorder) => {
    const tensors = Object.fromEntries(
      Object.entries(subject.tensors).map(([name, value]) => [
        name,
        recorder.input(name, 'batch', typeOf(value)),
      ]),
    );
    const counter = recorder.input('counter', 'counter', typeOf(counterTensor));
    const outputs = subject.run(recorder, tensors, counter, training);
    for (const [name, output] of Object.entries(outputs)) recorder.output(name, 'output', output);
  });

export const subjectInputs = (subject: Subject): readonly HostTensor[] => [
  ...Object.values(subject.tensors),
  counterTensor,
];
