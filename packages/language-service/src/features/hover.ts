import { type Kind, type Span, ruleNames, rules } from '@neurite/contract';
import { nodesAt, type SyntaxNode } from '@neurite/language';
import { optionsOfCall } from '../completion/arguments.js';
import { labelOf } from '../describe/declared.js';
import { describeEntry } from '../describe/definition.js';
import { optionDoc, optionLabel } from '../describe/option.js';
import { hasSettings, loadDocs, settingDocs, wordDocs } from '../describe/settings.js';
import type { Document } from '../documents/document.js';
import type { Shape } from '../documents/shapes.js';
import type { Definition } from '../names/definition.js';
import { type Caret, caretAt } from '../place/caret.js';
import { placeAt } from '../place/place-at.js';
import type { Place } from '../place/place.js';
import type { Hover } from './types.js';
import { entryOf, textOf, type Workspace } from './workspace.js';

/** What is known of the word at an offset: what it stands for, its documentation, and the shapes seen there. */
export const hoverAt = (workspace: Workspace, document: Document, offset: number): Hover | undefined => {
  // A caret in front of a word is not in it, but a pointer on its first letter is.
  const caret = caretAt(document, offset + 1) ?? caretAt(document, offset);
  if (caret === undefined || caret.span.start.offset === caret.span.end.offset) return undefined;
  const { span } = caret;
  const start = span.start.offset;
  if (offset < start) return undefined;
  const named = workspace.names.at(document, start);
  const place = placeAt(caret.tokens, caret.count, caret.fresh, optionsOfCall(workspace));
  const words =
    named === undefined
      ? entryText(workspace, document, caret, place)
      : definitionText(workspace, document, named.definition);
  const seen = seenAt(document, start, named?.definition);
  const contents = [...(words === undefined ? [] : [words]), ...(seen === undefined ? [] : [seen])].join(
    '\n\n',
  );
  return contents === '' ? undefined : { span, contents };
};

const definitionText = (workspace: Workspace, document: Document, definition: Definition): string => {
  const label = labelOf(definition, textOf(workspace, definition, document));
  const doc = definition.doc === undefined ? '' : `\n\n${definition.doc}`;
  return `\`\`\`nn\n${label}\n\`\`\`${doc}`;
};

const entryText = (
  workspace: Workspace,
  document: Document,
  { span, count, tokens }: Caret,
  place: Place,
): string | undefined => {
  const name = document.text.slice(span.start.offset, span.end.offset);
  const token = tokens[count];
  const isKey = tokens[count + 1]?.kind === 'colon';
  if (place.call !== undefined && isKey) {
    const options = optionsOfCall(workspace)(place.call.callee, place.call.kinds);
    const option = options !== undefined && Object.hasOwn(options, name) ? options[name] : undefined;
    if (option !== undefined) return `\`${optionLabel(name, option)}\`\n\n${optionDoc(option)}`;
  }
  const rule =
    place.role === 'rule' || place.key === 'health' ? ruleNames.find((known) => known === name) : undefined;
  if (rule !== undefined) return `\`${rule}\`\n\n${rules[rule].summary}`;
  if (place.role === 'setting') {
    const { owner } = place;
    const docs = hasSettings(owner) ? settingDocs[owner] : place.key === 'load' ? loadDocs : {};
    if (Object.hasOwn(docs, name)) return `\`${name}\`\n\n${docs[name]!}`;
  }
  if (token !== undefined && token.kind !== 'name')
    return Object.hasOwn(wordDocs, token.kind) ? `\`${token.kind}\`\n\n${wordDocs[token.kind]!}` : undefined;
  const kinds: readonly Kind[] = place.role === 'statement' ? ['layer'] : place.kinds;
  const entry = entryOf(workspace, kinds, name);
  return entry && describeEntry(entry);
};

const sizes = (list: readonly number[]): string =>
  list.map((count) => count.toLocaleString('en')).join(' or ');

/** `[28, 28, 1] → [26, 26, 16], 160 parameters`. */
const shapeText = (out: Shape, into: Shape | undefined): string => {
  const types = (shape: Shape): string =>
    shape.types.length > 4 ? `${shape.types.slice(0, 4).join(' or ')} …` : shape.types.join(' or ');
  const flow = into === undefined ? types(out) : `${types(into)} → ${types(out)}`;
  const learned = out.parameters.filter((count) => count > 0);
  return `\`${flow}\`${learned.length === 0 ? '' : `, ${sizes(learned)} parameters`}`;
};

/** What was seen flowing at the word: of a step what flows in and out, of a name the value that it stands for. */
const seenAt = (
  document: Document,
  offset: number,
  definition: Definition | undefined,
): string | undefined => {
  const { shapes } = document.checked();
  const around = nodesAt(document.tree, offset);
  const pipeAt = around.findLastIndex(({ kind }) => kind === 'pipe');
  const pipe = around[pipeAt];
  const step = around[pipeAt + 1];
  if (pipe?.kind === 'pipe' && step !== undefined && isHead(step, offset)) {
    const index = pipe.steps.findIndex(({ span }) => isEqual(span, step.span));
    const out = shapes.at(step.span);
    const before = pipe.steps[index - 1];
    if (out !== undefined) return shapeText(out, before && valueOf(document, before));
  }
  const called = around.findLast((node) => node.kind === 'call' && isHead(node, offset));
  const own = called && shapes.at(called.span);
  if (own !== undefined) return shapeText(own, undefined);
  const value = definition && definedShape(document, definition);
  return value && shapeText(value, undefined);
};

const isEqual = (one: Span, other: Span): boolean =>
  one.start.offset === other.start.offset && one.end.offset === other.end.offset;

/** Whether an offset is in the name that a step begins with, and not among its arguments. */
const isHead = (node: SyntaxNode, offset: number): boolean => {
  if (node.kind === 'call') return isHead(node.callee, offset);
  if (node.kind === 'named') return isHead(node.value, offset);
  return node.kind === 'identifier' && node.span.start.offset <= offset && offset <= node.span.end.offset;
};

/** The shape of a step, or of the name that a pipe begins with. */
const valueOf = (document: Document, step: SyntaxNode): Shape | undefined => {
  const { shapes } = document.checked();
  return shapes.at(step.span);
};

const definedShape = (document: Document, { node, span }: Definition): Shape | undefined => {
  if (span.source !== document.name) return undefined;
  const { shapes } = document.checked();
  switch (node.kind) {
    case 'input':
      return shapes.at(span);
    case 'binding':
    case 'output':
      return shapes.at(node.value.span);
    default:
      return undefined;
  }
};
