import type { Catalog, Graph, GraphNode, Recipe } from '@neurite/contract';
import type { WatchedActivation } from '@neurite/program';

/** An activation whose outputs are looked at. */
export interface Subject extends WatchedActivation {
  readonly node: GraphNode;
  /** Whether a unit that gives 0 for everything learns nothing any more. */
  readonly canDie: boolean;
}

/** `[0, 6]` → 0 and 6; undefined where an end is not a number. */
export const rangeOf = (range: string): readonly [low: number, high: number] | undefined => {
  // The minus sign is escaped: bundlers leave regular expressions as they are, and a page may be read in another encoding.
  const found = /^[([]\s*([\u2212-]?[\d.]+),\s*([\u2212-]?[\d.]+)\s*[)\]]$/u.exec(range);
  if (found === null) return undefined;
  const [low, high] = [found[1]!, found[2]!].map((text) => Number(text.replace('−', '-')));
  return [low!, high!];
};

const valuesOf = (node: GraphNode): readonly number[] => Object.values(node.inputs).flat();

/** Values from which some layer with weights is still to come: what the last layers give may be as certain as it likes. */
const beforeWeights = (graph: Graph): ReadonlySet<number> => {
  const needed = new Set<number>();
  for (const node of [...graph.nodes].reverse()) {
    const leads =
      Object.keys(node.parameters).length > 0 ||
      Object.values(node.outputs).some((value) => needed.has(value));
    if (leads) for (const value of valuesOf(node)) needed.add(value);
  }
  return needed;
};

/** Hidden activations whose units can die or saturate. */
export const subjectsOf = (graph: Graph, catalog: Catalog): readonly Subject[] => {
  const hidden = beforeWeights(graph);
  return graph.nodes.flatMap((node): readonly Subject[] => {
    if (node.use.kind !== 'layer') return [];
    const definition = catalog.get('layer', node.use.name);
    const [value] = Object.values(node.outputs);
    if (definition?.activation === undefined || value === undefined || !hidden.has(value)) return [];
    // Along an axis that adds up to 1, ends of the range say nothing.
    const sumsUp = Object.values(definition.options).some(({ type }) => type === 'axis');
    const type = graph.values[value]!;
    if (sumsUp || type.dtype !== 'float32' || type.shape.length < 2) return [];
    const range = rangeOf(definition.activation.range);
    const canDie = definition.activation.range.startsWith('[0,');
    return canDie || range !== undefined
      ? [{ node, value, canDie, ...(range === undefined ? {} : { range }) }]
      : [];
  });
};

/** Trained tensors that are no mere biases: what is flat, or 0 at first, has no scale to compare with. */
export const weightsOf = ({ graph, frozen }: Recipe): readonly string[] => {
  const still = new Set(frozen);
  return graph.parameters
    .filter(({ path, role, type }) => role === 'parameter' && type.shape.length > 1 && !still.has(path))
    .map(({ path }) => path);
};
