import type { Graph, LossTerm } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import { report } from '../diagnostics.js';
import { valuesOf } from '../lower/builder.js';
import type { Session } from '../lower/session.js';
import type { Frame } from '../values/scope.js';
import { matchGlob, selectPaths } from './globs.js';
import { type Learner, needSetting, trainableOf } from './learning.js';
import { wrongSetting } from './simple.js';

/** What a phase changes. */
export interface Update {
  readonly trained: ReadonlySet<string>;
  /** Statistics that it leaves as they are. */
  readonly held: readonly string[];
}

const globsOf = (session: Session, value: Expression, frame: Frame) =>
  (value.kind === 'list' ? value.items : [value]).flatMap((item) => {
    const glob = session.evaluate(item, frame);
    if (glob.kind === 'string') return [{ glob: glob.value, span: item.span }];
    if (glob.kind !== 'unknown')
      wrongSetting(session, 'update', 'a path such as "judge.**", or a list of them', item);
    return [];
  });

/** The parameters that a phase updates: those that `update` names and the recipe does not freeze. */
export const updateOf = (
  session: Session,
  learner: Learner,
  losses: readonly LossTerm[],
  graph: Graph,
  frozen: ReadonlySet<string>,
  frame: Frame,
): Update | undefined => {
  const setting = needSetting(session, learner, 'update', 'update: "judge.**"');
  if (setting === undefined || setting.kind === 'missing') return undefined;
  const trainable = trainableOf(graph);
  const globs = globsOf(session, setting, frame);
  const selected = globs.flatMap(({ glob, span }) => selectPaths(session, glob, trainable, span));
  if (selected.length === 0) return undefined;
  const trained = new Set(selected.filter((path) => !frozen.has(path)));
  const read = readBy(graph, losses);
  const why =
    trained.size === 0
      ? 'all that it updates is frozen'
      : losses.length > 0 && ![...trained].some((path) => read.has(path))
        ? 'its loss depends on nothing that it updates'
        : undefined;
  if (why !== undefined)
    session.diagnostics.push(
      report('phase-trains-nothing', { name: learner.phase!.name.name, why }, { span: setting.span }),
    );
  return {
    trained,
    held: heldBy(
      graph,
      trained,
      globs.map(({ glob }) => glob),
    ),
  };
};

/** The parameters that losses depend on. */
const readBy = (graph: Graph, losses: readonly LossTerm[]): ReadonlySet<string> => {
  const needed = new Set(losses.map(({ value }) => value));
  const read = new Set<string>();
  for (const node of [...graph.nodes].reverse()) {
    if (!Object.values(node.outputs).some((value) => needed.has(value))) continue;
    for (const value of valuesOf(node)) needed.add(value);
    for (const path of Object.values(node.parameters)) read.add(path);
  }
  for (const [path, value] of Object.entries(graph.parameterValues)) if (needed.has(value)) read.add(path);
  return read;
};

/**
 * Statistics of layers that a phase does not update: neither their own parameters nor those that flow in. Those of layers without any
 * are named by their own paths.
 */
const heldBy = (
  { nodes, parameterValues }: Graph,
  trained: ReadonlySet<string>,
  globs: readonly string[],
): readonly string[] => {
  const held = nodes.flatMap((node) => {
    const flowing = new Set(valuesOf(node));
    const parameters = [
      ...Object.values(node.parameters),
      ...Object.entries(parameterValues).flatMap(([path, value]) => (flowing.has(value) ? [path] : [])),
    ];
    const statistics = node.use.kind === 'layer' ? Object.values(node.state) : [];
    return parameters.length > 0
      ? parameters.some((path) => trained.has(path))
        ? []
        : statistics
      : statistics.filter((path) => !globs.some((glob) => matchGlob(glob, path) !== undefined));
  });
  return [...new Set(held)];
};
