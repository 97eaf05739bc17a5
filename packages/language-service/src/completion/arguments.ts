import type { Kind, OptionTable } from '@neurite/contract';
import { argumentLabels } from '../describe/declared.js';
import type { Document } from '../documents/document.js';
import type { Completion } from '../features/types.js';
import { entryOf, textOf, type Workspace } from '../features/workspace.js';
import type { Definition } from '../names/definition.js';
import type { CallPlace } from '../place/place.js';
import { optionItem, optionValueItems, plainItem, ranks } from './items.js';

/** The options of what a call names, where it is an entry of the catalog. */
export const optionsOfCall =
  (workspace: Workspace) =>
  (callee: string, kinds: readonly Kind[]): OptionTable | undefined =>
    entryOf(workspace, kinds.length === 0 ? ['layer'] : kinds, callee)?.options;

/** Rules of training that are no entries of the catalog. */
const ruleArguments: Readonly<Record<string, readonly string[]>> = {
  early: ['monitor', 'patience'],
};

/** What may be named inside a call, and is not given yet. */
export const argumentItems = (
  workspace: Workspace,
  document: Document,
  call: CallPlace,
  declared: Definition | undefined,
): readonly Completion[] => {
  const isOpen = (name: string): boolean => !call.given.includes(name);
  if (declared !== undefined)
    return argumentLabels(declared, textOf(workspace, declared, document))
      .filter(({ name }) => isOpen(name))
      .map(({ name, label, doc }) =>
        plainItem(name, 'option', ranks.place, { text: `${name}: `, detail: label, documentation: doc }),
      );
  const entry = entryOf(workspace, call.kinds.length === 0 ? ['layer'] : call.kinds, call.callee);
  if (entry === undefined)
    return (Object.hasOwn(ruleArguments, call.callee) ? ruleArguments[call.callee]! : [])
      .filter(isOpen)
      .map((name) => plainItem(name, 'option', ranks.place, { text: `${name}: ` }));
  const options = Object.entries(entry.options as OptionTable)
    // What positional arguments have filled is given.
    .slice(call.index > 0 && entry.kind !== 'layer' ? call.index : 0)
    .filter(([name]) => isOpen(name))
    .map(([name, option]) => optionItem(name, option));
  const inputs =
    entry.kind === 'layer'
      ? Object.entries(entry.inputs)
          .slice(1)
          .filter(([name]) => isOpen(name))
          .map(([name, input]) =>
            plainItem(name, 'option', ranks.place, {
              text: `${name}: `,
              detail: typeof input === 'string' ? input : input.shape,
              documentation: typeof input === 'string' ? undefined : input.doc,
            }),
          )
      : [];
  return [...options, ...inputs];
};

/** The values that the option at the place names. */
export const argumentValues = (workspace: Workspace, call: CallPlace): readonly Completion[] => {
  const table = optionsOfCall(workspace)(call.callee, call.kinds);
  const option =
    table !== undefined && call.option !== undefined && Object.hasOwn(table, call.option)
      ? table[call.option]
      : undefined;
  return option === undefined ? [] : optionValueItems(option);
};
