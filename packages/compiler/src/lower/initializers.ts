import type { Catalog, GraphNode, GraphParameter, GraphValue, Use } from '@neurite/contract';
import { type GraphBuilder, type ParameterDraft, valuesOf } from './builder.js';

/** What `auto` falls back to: linear outputs, and activations that disagree. */
const fallback = 'glorot_uniform';

/** All parameters with their initializers chosen: where none is written, as the activation that follows asks. */
export const chooseInitializers = (
  builder: GraphBuilder,
  catalog: Catalog,
): ReadonlyMap<string, GraphParameter> => {
  const readers = new Map<GraphValue, GraphNode[]>();
  const owners = new Map<string, GraphNode[]>();
  for (const node of builder.nodes) {
    for (const value of new Set(valuesOf(node))) readers.set(value, [...(readers.get(value) ?? []), node]);
    for (const path of Object.values(node.parameters)) owners.set(path, [...(owners.get(path) ?? []), node]);
  }
  return new Map(
    [...builder.parameters].map(([path, draft]) => [
      path,
      finished(draft, catalog, () => asked(owners.get(path) ?? [], readers, catalog)),
    ]),
  );
};

interface Choice {
  readonly initializer: string;
  readonly because: string;
}

const finished = (draft: ParameterDraft, catalog: Catalog, choose: () => Choice): GraphParameter => {
  const { initializer, because, type, ...rest } = draft;
  const graphType = { dtype: type.dtype, shape: type.shape as readonly number[] };
  if (initializer !== 'auto') return { ...rest, type: graphType, initializer, because };
  const choice = choose();
  return {
    ...rest,
    type: graphType,
    initializer: useNamed(catalog, choice.initializer),
    because: choice.because,
  };
};

const useNamed = (catalog: Catalog, name: string): Use => {
  const definition = catalog.get('initializer', name);
  if (definition === undefined) throw new Error(`The catalog lacks the initializer "${name}".`);
  const options = Object.fromEntries(
    Object.entries(definition.options).flatMap(([option, { default: value }]) =>
      value === undefined ? [] : [[option, value]],
    ),
  );
  return { kind: 'initializer', name, version: definition.version, options };
};

const asked = (
  nodes: readonly GraphNode[],
  readers: ReadonlyMap<GraphValue, readonly GraphNode[]>,
  catalog: Catalog,
): Choice => {
  const wishes = new Map<string, string>();
  const seen = new Set<GraphNode>();
  let linear = false;
  const follow = (node: GraphNode): void => {
    const [flowing] = Object.values(node.outputs);
    const next = readers.get(flowing!) ?? [];
    if (next.length === 0) linear = true;
    for (const reader of next) {
      if (seen.has(reader)) continue;
      seen.add(reader);
      const definition = catalog.get('layer', reader.use.name);
      if (definition?.activation !== undefined)
        wishes.set(definition.activation.initializer, definition.name);
      else if (definition?.transparent === true) follow(reader);
      else linear = true;
    }
  };
  nodes.forEach(follow);
  if (wishes.size === 0) return { initializer: fallback, because: 'no activation follows' };
  if (wishes.size > 1 || linear) {
    const names = [...wishes.values(), ...(linear ? ['a linear use'] : [])];
    return wishes.size === 1 && wishes.has(fallback)
      ? { initializer: fallback, because: `asked for by ${names[0]!}` }
      : { initializer: fallback, because: `${names.join(' and ')} follow and disagree` };
  }
  const [[initializer, name]] = [...wishes] as [[string, string]];
  return { initializer, because: `asked for by ${name}` };
};
