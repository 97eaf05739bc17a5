import type { Catalog, Graph, GraphNode, GraphType, LayerFamily } from '@neurite/contract';

/** What a picture of a network shows, before it is laid out. */
export interface Diagram {
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}
export interface Box {
  readonly id: string;
  readonly title: string;
  /** The layer's path, for inputs and outputs their name. */
  readonly path: string;
  /** `28 × 28 × 16` */
  readonly shape: string;
  readonly family: LayerFamily | 'input' | 'output';
}
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Only side inputs are labelled. */
  readonly label?: string;
}

const shapeText = ({ shape }: GraphType): string => {
  const own = shape[0] === 'batch' ? shape.slice(1) : shape;
  return own.length === 0 ? 'scalar' : own.join(' × ');
};

/** The options that differ from their defaults, as they would be written. */
const optionText = (node: GraphNode, catalog: Catalog): string => {
  const declared = catalog.get(node.use.kind, node.use.name)?.options ?? {};
  const parts = Object.entries(node.use.options)
    .filter(([name, value]) => JSON.stringify(declared[name]?.default) !== JSON.stringify(value))
    .map(([name, value]) => {
      const text = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
      return declared[name]?.default === undefined ? text : `${name}: ${text}`;
    });
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
};

/** The boxes and arrows of a graph: its inputs, one box for each node, its outputs. */
export const diagramOf = (graph: Graph, catalog: Catalog): Diagram => {
  const producer = new Map<number, string>();
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  for (const { name, value } of graph.inputs) {
    const id = `input ${name}`;
    producer.set(value, id);
    boxes.push({ id, title: 'input', path: name, shape: shapeText(graph.values[value]!), family: 'input' });
  }
  graph.nodes.forEach((node, index) => {
    const id = `node ${index}`;
    const definition = catalog.get(node.use.kind, node.use.name);
    const [first] = Object.values(node.outputs);
    boxes.push({
      id,
      title: `${node.use.name}${optionText(node, catalog)}`,
      path: node.path,
      shape: first === undefined ? '' : shapeText(graph.values[first]!),
      family: definition?.kind === 'layer' ? definition.family : 'core',
    });
    Object.entries({ ...node.inputs, ...node.computed }).forEach(([name, values], position) => {
      for (const value of typeof values === 'number' ? [values] : values) {
        const from = producer.get(value);
        if (from !== undefined) arrows.push({ from, to: id, ...(position === 0 ? {} : { label: name }) });
      }
    });
    for (const value of Object.values(node.outputs)) producer.set(value, id);
  });
  for (const { name, value } of graph.outputs) {
    const id = `output ${name}`;
    boxes.push({ id, title: 'output', path: name, shape: shapeText(graph.values[value]!), family: 'output' });
    const from = producer.get(value);
    if (from !== undefined) arrows.push({ from, to: id });
  }
  return { title: graph.name, boxes, arrows };
};
