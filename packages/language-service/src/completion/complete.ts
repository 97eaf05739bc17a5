import { loadModes, loadSettings, settingTables } from '@neurite/compiler';
import { ruleNames, rules } from '@neurite/contract';
import { keywords } from '@neurite/language';
import { hasSettings, loadDocs, settingDocs } from '../describe/settings.js';
import type { Document } from '../documents/document.js';
import type { Completion, Completions } from '../features/types.js';
import type { Workspace } from '../features/workspace.js';
import { declarationsOf } from '../names/declarations.js';
import type { Definition, DefinitionKind } from '../names/definition.js';
import { caretAt } from '../place/caret.js';
import { placeAt } from '../place/place-at.js';
import type { Owner, Place, Role } from '../place/place.js';
import { argumentItems, argumentValues, optionsOfCall } from './arguments.js';
import { entryItems, plainItem, ranks, typeItems, wordItems } from './items.js';
import { definitionItem, visibleAt } from './locals.js';
import { importedItems, memberItems } from './members.js';

/** What may be written at an offset, the likeliest first. */
export const complete = (
  workspace: Workspace,
  document: Document,
  offset: number,
): Completions | undefined => {
  const caret = caretAt(document, offset);
  if (caret === undefined) return undefined;
  const place = placeAt(caret.tokens, caret.count, caret.fresh, optionsOfCall(workspace));
  const start = caret.span.start.offset;
  const visible = once(() => visibleAt(workspace, document, start));
  const found = byRole[place.role]({ workspace, document, offset: start, place, visible });
  return { span: caret.span, items: [...found].sort((a, b) => a.rank - b.rank || compare(a.label, b.label)) };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

interface Request {
  readonly workspace: Workspace;
  readonly document: Document;
  readonly offset: number;
  readonly place: Place;
  readonly visible: () => readonly Definition[];
}

const names = (
  { workspace, document, visible }: Request,
  kinds: ReadonlySet<DefinitionKind>,
): readonly Completion[] =>
  visible()
    .filter(({ kind }) => kinds.has(kind))
    .map((definition) => definitionItem(workspace, document, definition));

const inNetworks: ReadonlySet<DefinitionKind> = new Set([
  'model',
  'block',
  'function',
  'parameter',
  'input',
  'output',
  'binding',
  'weight',
  'dimension',
  'variable',
]);
const dimensions: ReadonlySet<DefinitionKind> = new Set(['parameter', 'dimension', 'variable']);
const byKey: Readonly<Record<string, ReadonlySet<DefinitionKind>>> = {
  model: new Set(['model']),
  data: new Set(['data']),
  start: new Set(['pretrain']),
  train: new Set(['train']),
};

/** Values that settings have and the catalog does not. */
const settingValues: Readonly<Record<string, readonly string[]>> = {
  clip: ['global_norm', 'value'],
  stop: ['early'],
  keep: ['best'],
  order: ['alternate', 'sequence'],
  average: ['ema', 'swa'],
  tied: ['true', 'false'],
  shuffle: ['false'],
  objective: ['maximize', 'minimize'],
  vary: ['seed', 'bootstrap', 'snapshot'],
  abandon: ['none'],
};

const networkValue = (request: Request): readonly Completion[] => [
  ...names(request, inNetworks),
  ...entryItems(request.workspace.catalog, request.place.kinds),
];

const settingValue = (request: Request): readonly Completion[] => {
  const { place, workspace, visible } = request;
  const key = place.key ?? '';
  const words = Object.hasOwn(settingValues, key) ? settingValues[key]! : [];
  const declared =
    place.owner === 'data' || !Object.hasOwn(byKey, key)
      ? new Set<DefinitionKind>(['parameter'])
      : byKey[key]!;
  const values = key === 'loss' || key === 'codes' || key === 'metrics' ? subjects(visible()) : [];
  return [
    ...words.map((word) => plainItem(word, 'choice', ranks.place)),
    ...names(request, declared),
    ...values,
    ...entryItems(workspace.catalog, place.kinds),
  ];
};

/** The named values of models and the fields of data sets: what losses and metrics speak of. */
const subjects = (visible: readonly Definition[]): readonly Completion[] => {
  const found = visible.flatMap(({ node }) => {
    if (node.kind === 'model' && node.keyword === 'model')
      return node.body.statements.flatMap((statement) =>
        'name' in statement && statement.name !== undefined
          ? [[statement.name.name, node.name.name] as const]
          : [],
      );
    return node.kind === 'data'
      ? node.settings.flatMap((statement) =>
          statement.kind === 'field' ? [[statement.name.name, node.name.name] as const] : [],
        )
      : [];
  });
  return [...new Map(found)].map(([name, of]) =>
    plainItem(name, 'value', ranks.local, { detail: `of ${of}` }),
  );
};

const value = (request: Request): readonly Completion[] => {
  const { place, workspace, document, visible } = request;
  const inSettings = place.owner !== 'model' && place.owner !== 'block' && place.owner !== 'function';
  if (place.key === 'load' && !inSettings)
    return loadModes.map((mode) => plainItem(mode, 'choice', ranks.place));
  if (place.call === undefined) return inSettings ? settingValue(request) : networkValue(request);
  const { call } = place;
  if (call.option !== undefined) {
    const values = argumentValues(workspace, call);
    if (call.option === 'monitor') return monitors;
    return [...values, ...(inSettings ? settingValue(request) : networkValue(request))];
  }
  if (call.callee === 'best' || call.callee === 'maximize' || call.callee === 'minimize') return monitors;
  const declared = visible().find(({ name, kind }) => name === call.callee && inCalls.has(kind));
  const arguments_ = argumentItems(workspace, document, call, declared);
  if (!inSettings) return [...arguments_, ...networkValue(request)];
  return place.key === 'loss' || place.key === 'metrics'
    ? [...arguments_, ...subjects(visible())]
    : arguments_;
};
const inCalls: ReadonlySet<DefinitionKind> = new Set(['model', 'block', 'function', 'data']);
const monitors: readonly Completion[] = ['validation.loss', 'train.loss', 'validation.accuracy'].map((name) =>
  plainItem(name, 'choice', ranks.place),
);

const ruleItems: readonly Completion[] = ruleNames.map((name) =>
  plainItem(name, 'choice', ranks.place, { documentation: rules[name].summary }),
);
const thresholdItems: readonly Completion[] = ruleNames.flatMap((name) => {
  const { summary, threshold } = rules[name];
  return threshold === undefined
    ? []
    : [
        plainItem(name, 'setting', ranks.place, {
          text: `${name}: `,
          detail: `${threshold.default}`,
          documentation: `${summary} The number says ${threshold.doc}.`,
        }),
      ];
});

const settingKeys = ({ owner, key }: Place): readonly Completion[] => {
  if (owner === 'train' && key === 'health') return thresholdItems;
  if (isNetwork(owner) && key === 'load')
    return loadSettings.once.map((name) =>
      plainItem(name, 'setting', ranks.place, { text: `${name}: `, documentation: loadDocs[name] }),
    );
  if (key !== undefined || !hasSettings(owner)) return [];
  const { once: single, several = [], fields, groups, phases, allows } = settingTables[owner];
  const docs = settingDocs[owner];
  const words = [
    ...(fields === true ? ['field'] : []),
    ...(groups === true ? ['group'] : []),
    ...(phases === true ? ['phase'] : []),
    ...(allows === true ? ['allow'] : []),
  ];
  return [
    ...[...single, ...several].map((name) =>
      plainItem(name, 'setting', ranks.place, { text: `${name}: `, documentation: docs[name] }),
    ),
    ...wordItems(words, ranks.place),
  ];
};

/** What a search may change: settings of recipes, and parameters of the models and data of the file. */
const targets = (visible: readonly Definition[]): readonly Completion[] => {
  const found = visible.flatMap(({ node }) => {
    const of =
      node.kind === 'data' ? 'data' : node.kind === 'model' && node.keyword === 'model' ? 'model' : '';
    return of !== '' && 'parameters' in node ? node.parameters.map(({ name }) => `${of}.${name.name}`) : [];
  });
  return [...new Set(['optimizer.rate', ...found, 'batch', 'epochs'])].map((target) =>
    plainItem(target, 'setting', ranks.local, { text: `${target} ~ ` }),
  );
};

const isNetwork = (owner: Owner | undefined): boolean => owner === 'model' || owner === 'block';

const byRole: { readonly [R in Role]: (request: Request) => readonly Completion[] } = {
  declaration: () => wordItems(keywords.declarations, ranks.place),
  statement: (request) => [
    ...(isNetwork(request.place.owner) ? wordItems(keywords.statements, ranks.place) : []),
    ...wordItems(keywords.control, ranks.local),
    ...names(request, inNetworks),
    ...entryItems(request.workspace.catalog, ['layer']),
  ],
  setting: ({ place, visible }) => [
    ...settingKeys(place),
    ...(place.owner === 'search' && place.key === undefined ? targets(visible()) : []),
  ],
  value,
  step: (request) => [
    ...(isNetwork(request.place.owner) || request.place.owner === 'function'
      ? names(request, inNetworks)
      : []),
    ...entryItems(request.workspace.catalog, request.place.kinds),
    ...(isNetwork(request.place.owner) ? wordItems(['repeat', 'if']) : []),
  ],
  member: ({ workspace, document, place, visible }) => memberItems(workspace, document, place, visible()),
  // A name that is new is the user's to choose.
  name: () => [],
  type: (request) => (request.place.call === undefined ? typeItemsAt(request.place) : []),
  shape: (request) => names(request, dimensions),
  imported: ({ workspace, document, offset }) =>
    importedItems(workspace, document, offset, (target) => declarationsOf(target.tree).values()),
  rule: () => ruleItems,
  behind: ({ place }) => wordItems(isNetwork(place.owner) ? ['as', 'else'] : ['then', 'on', 'because']),
};

const dtypes: readonly Completion[] = ['float32', 'int32', 'bool'].map((name) =>
  plainItem(name, 'type', ranks.place),
);
const typeItemsAt = ({ call }: Place): readonly Completion[] =>
  call === undefined ? [...new Map([...typeItems(), ...dtypes].map((one) => [one.label, one])).values()] : [];
