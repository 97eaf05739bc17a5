import type {
  Diagnostic,
  Graph,
  GraphNode,
  GraphValue,
  PretrainRecipe,
  PretrainStage,
} from '@neurite/contract';
import { report } from '../diagnostics.js';

/** A layer of a stage that is a chain. */
export interface Link {
  readonly node: GraphNode;
  readonly input: GraphValue;
  readonly output: GraphValue;
}

const inputsOf = (node: GraphNode): readonly GraphValue[] => Object.values(node.inputs).flat();

/** Inputs, and values that take the place of parameters. */
const readBy = (node: GraphNode): readonly GraphValue[] => [
  ...inputsOf(node),
  ...Object.values(node.computed ?? {}),
];

/** The nodes that a value depends on, in order, not going back beyond the values in `from`. */
export const nodesTowards = (
  graph: Graph,
  value: GraphValue,
  from: readonly GraphValue[] = [],
): readonly GraphNode[] => {
  const wanted = new Set([value]);
  return graph.nodes
    .toReversed()
    .filter((node) => {
      if (!Object.values(node.outputs).some((output) => wanted.has(output) && !from.includes(output)))
        return false;
      for (const input of readBy(node)) if (!from.includes(input)) wanted.add(input);
      return true;
    })
    .reverse();
};

/** Paths of the parameters and statistics that nodes use. */
export const pathsOf = (graph: Graph, nodes: readonly GraphNode[]): ReadonlySet<string> => {
  const read = new Set(nodes.flatMap(readBy));
  const direct = Object.entries(graph.parameterValues).filter(([, value]) => read.has(value));
  return new Set([
    ...nodes.flatMap((node) => [...Object.values(node.parameters), ...Object.values(node.state)]),
    ...direct.map(([path]) => path),
  ]);
};

/** The layers from a stage's input to its code, each with one input. */
export const chainOf = ({ graph }: PretrainRecipe, stage: PretrainStage): readonly Link[] | Diagnostic => {
  const links: Link[] = [];
  const carried = new Set([stage.input]);
  const carrying = nodesTowards(graph, stage.code, [stage.input]).filter((node) => {
    // Layers of weights stand beside the chain.
    if (!inputsOf(node).some((input) => carried.has(input))) return false;
    for (const output of Object.values(node.outputs)) carried.add(output);
    return true;
  });
  for (const node of carrying.reverse()) {
    const output = links.at(-1)?.input ?? stage.code;
    const inputs = inputsOf(node);
    if (inputs.length !== 1 || !Object.values(node.outputs).includes(output)) {
      const place = node.span === undefined ? {} : { span: node.span };
      return report('stage-not-a-chain', { stage: stage.name, path: node.path }, place);
    }
    links.push({ node, input: inputs[0]!, output });
  }
  return links.reverse();
};
