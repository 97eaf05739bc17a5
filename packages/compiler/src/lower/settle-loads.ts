import type { GraphLoad, GraphNode } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { globParts, isWildcard, matchGlob } from '../recipes/globs.js';
import { printType } from '../shapes/type.js';
import type { LoadDraft, Rename } from './builder.js';
import type { Session } from './session.js';

/**
 * What each `load` of a finished model loads: the tensor of its file for every parameter and statistic of its target. Parameters that
 * load one tensor as `shared` become one parameter, that of the first.
 */
export const settleLoads = (session: Session): readonly GraphLoad[] => {
  const { builder, diagnostics } = session;
  const loaded = new Map<string, LoadDraft>();
  const settled = builder.loads.map((draft): GraphLoad => {
    const { file, into, mode, at, span } = draft;
    const below = [...builder.parameters.keys()].filter(
      (path) => path === into || path.startsWith(`${into}.`),
    );
    const paths = [...below, ...[...builder.parameters.keys()].filter((path) => path.startsWith(`${into}[`))];
    if (paths.length === 0) diagnostics.push(report('load-without-weights', { into }, { span: at }));
    const twice = paths.find((path) => loaded.has(path));
    if (twice !== undefined) {
      const related = [{ message: 'loaded here first', span: loaded.get(twice)!.span }];
      diagnostics.push(report('load-overlap', { path: twice }, { span: at, related }));
    }
    for (const path of paths) loaded.set(path, draft);
    const own = new Map(paths.map((path) => [path, path.slice(into.length).replace(/^\./u, '')]));
    const names = new Map([...own].map(([path, name]) => [path, renamed(name, draft.renames)]));
    reportUnused(session, draft.renames, [...own.values()]);
    return { file, into, mode, tensors: Object.fromEntries(names), span };
  });
  return tie(session, settled);
};

/** The name in the file of a parameter: what the first rename that matches makes of it, or its own. */
const renamed = (name: string, renames: readonly Rename[]): string => {
  for (const { from, on } of renames) {
    const found = matchGlob(on, name);
    if (found === undefined) continue;
    let next = 0;
    return globParts(from)
      .map((part) => (isWildcard(part) ? found[next++]! : part))
      .join('');
  }
  return name;
};

const reportUnused = (session: Session, renames: readonly Rename[], names: readonly string[]): void => {
  for (const { on, span } of renames)
    if (names.length > 0 && !names.some((name) => matchGlob(on, name) !== undefined))
      session.diagnostics.push(
        report(
          'glob-without-match',
          { what: 'parameter of the target', glob: on, known: names.slice(0, 8) },
          { span },
        ),
      );
};

/** Makes one of the parameters that share a tensor, in the nodes that read them. */
const tie = (session: Session, loads: readonly GraphLoad[]): readonly GraphLoad[] => {
  const { builder, diagnostics } = session;
  const owners = new Map<string, string>();
  const owner = new Map<string, string>();
  const tied = loads.map((load): GraphLoad => {
    if (load.mode !== 'shared') return load;
    const own = Object.entries(load.tensors).filter(([path, tensor]) => {
      const key = JSON.stringify([load.file, tensor]);
      const first = owners.get(key);
      if (first === undefined) {
        owners.set(key, path);
        return true;
      }
      const [one, other] = [builder.parameters.get(first)!, builder.parameters.get(path)!];
      if (printType(one.type) !== printType(other.type)) {
        const types = { first: printType(one.type), second: printType(other.type) };
        diagnostics.push(
          report(
            'shared-shape',
            { path: first, ...types },
            load.span === undefined ? {} : { span: load.span },
          ),
        );
      }
      owner.set(path, first);
      return false;
    });
    return { ...load, tensors: Object.fromEntries(own) };
  });
  if (owner.size === 0) return tied;
  const one = (table: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(table).map(([name, path]) => [name, owner.get(path) ?? path]));
  builder.nodes.forEach((node: GraphNode, index) => {
    builder.nodes[index] = { ...node, parameters: one(node.parameters), state: one(node.state) };
  });
  for (const [path, draft] of builder.parameters)
    if (draft.of !== undefined && owner.has(draft.of))
      builder.parameters.set(path, { ...draft, of: owner.get(draft.of)! });
  for (const [path, first] of owner) {
    builder.parameters.delete(path);
    const value = builder.parameterValues.get(path);
    if (value === undefined) continue;
    builder.parameterValues.delete(path);
    const known = builder.parameterValues.get(first);
    if (known === undefined) builder.parameterValues.set(first, value);
    else builder.same.set(value, known);
  }
  return tied;
};
