import type { Graph, GraphNode, GraphValue } from '@neurite/contract';

const inputsOf = (node: GraphNode): readonly GraphValue[] => [
  ...Object.values(node.inputs).flatMap((value) => value as GraphValue | readonly GraphValue[]),
  ...Object.values(node.computed ?? {}),
];

const tensorsOf = (node: GraphNode): readonly string[] => [
  ...Object.values(node.parameters),
  ...Object.values(node.state),
];

/** The part of a graph that makes one value, with that value as its only output, `value`. */
export const cutGraph = (graph: Graph, value: GraphValue): Graph => {
  const needed = new Set([value]);
  const nodes: GraphNode[] = [];
  // Nodes are in an order that can be run, so one sweep from the end finds everything that is needed.
  for (const node of [...graph.nodes].reverse()) {
    if (!Object.values(node.outputs).some((output) => needed.has(output))) continue;
    nodes.unshift(node);
    for (const input of inputsOf(node)) needed.add(input);
  }
  const paths = new Set(nodes.flatMap(tensorsOf));
  const direct = Object.entries(graph.parameterValues).filter(([, own]) => needed.has(own));
  for (const [path] of direct) paths.add(path);
  return {
    name: graph.name,
    values: graph.values,
    inputs: graph.inputs.filter((port) => needed.has(port.value)),
    outputs: [{ name: 'value', value }],
    names: [],
    nodes,
    parameters: graph.parameters.filter(({ path }) => paths.has(path)),
    parameterValues: Object.fromEntries(direct),
  };
};
