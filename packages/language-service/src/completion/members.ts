import { nodesOf } from '@neurite/language';
import type { Document } from '../documents/document.js';
import type { Completion } from '../features/types.js';
import type { Workspace } from '../features/workspace.js';
import { fieldsOf, membersOf } from '../names/declarations.js';
import type { Definition } from '../names/definition.js';
import type { Place } from '../place/place.js';
import { plainItem, ranks } from './items.js';
import { isTopLevel } from './locals.js';

const shapeMembers: Readonly<Record<string, string>> = {
  shape: 'The extents, the batch left out: a list of numbers.',
  channels: 'The last extent.',
  rank: 'The number of axes, the batch left out.',
};

const member = (name: string, documentation: string | undefined): Completion =>
  plainItem(name, 'member', ranks.place, { documentation });

const memberOf = ({ name, kind, doc }: Definition): Completion =>
  plainItem(name, 'member', ranks.place, { detail: kind, documentation: doc });

/** What may follow the dot behind a name. */
export const memberItems = (
  workspace: Workspace,
  document: Document,
  place: Place,
  visible: readonly Definition[],
): readonly Completion[] => {
  const name = place.object?.at(-1);
  if (name === undefined) return [];
  if (name === 'validation' || name === 'train')
    return [
      member('loss', 'The loss.'),
      ...workspace.catalog
        .names('metric')
        .map((metric) => member(metric, workspace.catalog.get('metric', metric)!.summary)),
    ];
  const local = visible.find((definition) => definition.name === name);
  const recipe = recipeMembers(visible, name);
  if (local === undefined && recipe !== undefined) return recipe;
  const origin = local === undefined || isTopLevel(local.kind) ? name : originName(document, local);
  const declared =
    origin === undefined ? undefined : visible.find((definition) => definition.name === origin);
  const shapes = Object.entries(shapeMembers).map(([label, doc]) => member(label, doc));
  if (declared?.node.kind === 'model') return [...shapes, ...membersOf(declared.node).map(memberOf)];
  if (declared?.node.kind === 'data') return fieldsOf(declared.node).map(memberOf);
  const layer = origin === undefined ? undefined : workspace.catalog.get('layer', origin);
  if (layer === undefined) return shapes;
  return [
    ...Object.entries(layer.outputs).map(([label, shape]) =>
      plainItem(label, 'member', ranks.place, { detail: `output ${shape}` }),
    ),
    ...Object.entries(layer.parameters).map(([label, { shape, doc }]) =>
      plainItem(label, 'member', ranks.place, { detail: `weight ${shape}`, documentation: doc }),
    ),
    ...shapes,
  ];
};

/** `model.` and `data.` in a recipe: the names of all models, or all fields; which one is meant is the checker's business. */
const recipeMembers = (visible: readonly Definition[], name: string): readonly Completion[] | undefined => {
  if (name !== 'model' && name !== 'data') return undefined;
  const found = visible.flatMap(({ node }) =>
    name === 'data'
      ? fieldsOf(node)
      : node.kind === 'model' && node.keyword === 'model'
        ? membersOf(node)
        : [],
  );
  return [...new Map(found.map((definition) => [definition.name, definition])).values()].map(memberOf);
};

/** The layer or block whose result a binding is: the last step of its pipe. */
const originName = (document: Document, { node, span }: Definition): string | undefined => {
  if (node.kind !== 'binding' || span.source !== document.name) return undefined;
  let value = node.value;
  for (;;) {
    if (value.kind === 'pipe') value = value.steps.at(-1)!;
    else if (value.kind === 'named' || value.kind === 'parenthesized') value = value.value;
    else if (value.kind === 'call') value = value.callee;
    else return value.kind === 'identifier' ? value.name : undefined;
  }
};

/** The names that the file of an import declares; of the import whose braces are around the offset. */
export const importedItems = (
  workspace: Workspace,
  document: Document,
  offset: number,
  declarations: (document: Document) => Iterable<Definition>,
): readonly Completion[] => {
  const around = nodesOf(document.tree, 'import').find(
    ({ span }) => span.start.offset <= offset && offset <= span.end.offset,
  );
  const target = around && workspace.store.imported(around.from.value, document.name);
  return target === undefined ? [] : [...declarations(target)].map(memberOf);
};
