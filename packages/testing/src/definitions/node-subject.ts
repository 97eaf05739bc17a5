import {
  createCatalog,
  inputDeclaration,
  type AnyDefinition,
  type DefinitionOf,
  type Example,
  type Graph,
  type HostTensor,
  type OptionValue,
} from '@neurite/contract';
import { recordGraph } from '@neurite/program';
import { typeOf } from '../primitives/case-of.js';
import { floats, inputTensors, optionsOf, prefixed, signatureOf } from './example.js';
import type { Subject } from './subject.js';

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
