import type { Diagnostic, Span } from '@neurite/contract';
import { walk } from '@neurite/language';
import type { Observation, Observe } from '../lower/observe.js';
import type { Declaration, Declared, Module } from '../modules/module.js';

/** Where a declaration stood when it was checked. */
type Anchor = Span;

/** What checking a declaration found, and the declarations that it was found from. */
interface Entry {
  readonly anchors: readonly Anchor[];
  /** Whose names a suggestion may be made from. */
  readonly names: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly observations: readonly Observation[];
}

/**
 * What is known from compiling the same texts before: for editors, which compile at every key. Only for one catalog and one set of
 * limits. A declaration is checked again when its text has changed, or that of anything that it mentions.
 */
export interface Memory {
  readonly entries: Map<string, ReadonlyMap<string, Entry>>;
  readonly names: Map<string, ReadonlySet<string>>;
}

export const createMemory = (): Memory => ({ entries: new Map(), names: new Map() });

/** Checks a declaration, or remembers what came of it. */
export type Recall = (declaration: Declaration, check: () => readonly Diagnostic[]) => readonly Diagnostic[];

export interface Recollection {
  readonly recall: Recall;
  /** What checking tells its observations to. */
  readonly observe: Observe;
}

export const recollect = (memory: Memory, module: Module, tell: Observe | undefined): Recollection => {
  const before = memory.entries.get(module.source);
  const now = new Map<string, Entry>();
  memory.entries.set(module.source, now);
  const names = [...module.names.keys()].join(' ');
  let observations: Observation[] = [];

  const recall: Recall = (declaration, check) => {
    const members = closureOf(memory, { declaration, module });
    const key = members.map(textOf).join('\n\0');
    const anchors = members.map(({ declaration: member }) => member.span);
    const known = now.get(key) ?? before?.get(key);
    const again = known && moved(known, anchors, names);
    if (again !== undefined) {
      again.observations.forEach((observation) => tell?.(observation));
      now.set(key, again);
      return again.diagnostics;
    }
    observations = [];
    const diagnostics = check();
    now.set(key, { anchors, names, diagnostics, observations: distinctly(observations) });
    return diagnostics;
  };
  return {
    recall,
    observe: (observation) => {
      observations.push(observation);
      tell?.(observation);
    },
  };
};

/** The declaration, and all that it mentions, directly or not. */
const closureOf = (memory: Memory, declared: Declared): readonly Declared[] => {
  const found = new Map<Declaration, Declared>([[declared.declaration, declared]]);
  // A Map goes on with what is added while it is gone through.
  for (const member of found.values())
    for (const name of namesOf(memory, member)) {
      const other = member.module.names.get(name);
      if (other !== undefined && !found.has(other.declaration)) found.set(other.declaration, other);
    }
  return [...found.values()];
};

/** More declarations than a project has. */
const mostNames = 10_000;

/** The names that a declaration writes, kept by its text: a tree that was moved is another tree. */
const namesOf = ({ names: known }: Memory, declared: Declared): ReadonlySet<string> => {
  const { declaration } = declared;
  const text = textOf(declared);
  const before = known.get(text);
  if (before !== undefined) return before;
  const names = new Set<string>();
  walk(declaration, {
    enter: (node) => {
      if (node.kind === 'identifier') names.add(node.name);
    },
  });
  if (known.size >= mostNames) known.clear();
  known.set(text, names);
  return names;
};

const textOf = ({ declaration, module }: Declared): string => {
  const { start, end } = declaration.span;
  return [
    module.source,
    start.column,
    declaration.doc ?? '',
    module.text.slice(start.offset, end.offset),
  ].join('\n');
};

/** An entry at the places where its declarations are now; undefined where what it says cannot be moved. */
const moved = (entry: Entry, anchors: readonly Anchor[], names: string): Entry | undefined => {
  const still = entry.anchors.every(
    ({ start }, index) =>
      start.offset === anchors[index]!.start.offset && start.line === anchors[index]!.start.line,
  );
  // A diagnostic says lines in words, and suggests names.
  if (entry.diagnostics.length > 0) return still && entry.names === names ? entry : undefined;
  if (still) return entry;
  const observations = entry.observations.map((observation) => ({
    ...observation,
    span: movedSpan(observation.span, entry.anchors, anchors),
  }));
  return { ...entry, anchors, observations };
};

const movedSpan = (span: Span, from: readonly Anchor[], to: readonly Anchor[]): Span => {
  const index = from.findIndex(
    ({ source, start, end }) =>
      source === span.source && start.offset <= span.start.offset && span.end.offset <= end.offset,
  );
  if (index < 0) return span;
  const offset = to[index]!.start.offset - from[index]!.start.offset;
  const line = to[index]!.start.line - from[index]!.start.line;
  const place = (position: Span['start']): Span['start'] => ({
    offset: position.offset + offset,
    line: position.line + line,
    column: position.column,
  });
  return { source: span.source, start: place(span.start), end: place(span.end) };
};

/** A block that is used eight times with one shape is observed once. */
const distinctly = (observations: readonly Observation[]): readonly Observation[] => {
  const seen = new Map<string, Observation>();
  for (const observation of observations) {
    const { span, types, parameters } = observation;
    const shapes = types.map(({ dtype, shape }) => `${dtype} ${shape.join(' ')}`).join();
    const key = `${span.source} ${span.start.offset} ${span.end.offset} ${parameters} ${shapes}`;
    if (!seen.has(key)) seen.set(key, observation);
  }
  return [...seen.values()];
};
