import type { OptionTable } from '@neurite/contract';
import { optionsOfCall } from '../completion/arguments.js';
import { isTopLevel, visibleAt } from '../completion/locals.js';
import { argumentLabels } from '../describe/declared.js';
import { optionDoc, optionLabel } from '../describe/option.js';
import type { Document } from '../documents/document.js';
import { caretAt } from '../place/caret.js';
import { placeAt } from '../place/place-at.js';
import type { CallPlace } from '../place/place.js';
import type { SignatureHelp } from './types.js';
import { entryOf, textOf, type Workspace } from './workspace.js';

interface Named {
  readonly name: string;
  readonly label: string;
  readonly documentation?: string | undefined;
}

/** The options of the call around an offset, and which of them is being written. */
export const signatureHelpAt = (
  workspace: Workspace,
  document: Document,
  offset: number,
): SignatureHelp | undefined => {
  const caret = caretAt(document, offset) ?? caretAt(document, offset + 1);
  const tokens = caret?.tokens ?? document.tokens;
  const count = caret?.count ?? tokens.findLastIndex(({ start }) => start.offset < offset);
  if (count <= 0) return undefined;
  const { call } = placeAt(tokens, count, caret?.fresh ?? false, optionsOfCall(workspace));
  if (call === undefined) return undefined;
  const declared = visibleAt(workspace, document, offset).find(
    ({ name, kind }) => name === call.callee && isTopLevel(kind),
  );
  if (declared !== undefined) {
    const named = argumentLabels(declared, textOf(workspace, declared, document)).map(
      ({ name, label, doc }) => ({
        name,
        label,
        documentation: doc,
      }),
    );
    return help(call, named, declared.doc);
  }
  const entry = entryOf(workspace, call.kinds.length === 0 ? ['layer'] : call.kinds, call.callee);
  if (entry === undefined) return undefined;
  const named = Object.entries(entry.options as OptionTable).map(([name, option]) => ({
    name,
    label: optionLabel(name, option),
    documentation: optionDoc(option),
  }));
  return help(call, named, entry.summary);
};

const help = (call: CallPlace, named: readonly Named[], documentation: string | undefined): SignatureHelp => {
  const byName = named.findIndex(({ name }) => name === call.option);
  const active = call.option === undefined ? call.index : byName;
  return {
    label: `${call.callee}(${named.map(({ label }) => label).join(', ')})`,
    documentation,
    parameters: named.map(({ label, documentation: doc }) => ({ label, documentation: doc })),
    ...(active >= 0 && active < named.length ? { active } : {}),
  };
};
