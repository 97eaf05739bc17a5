import type { Span } from '@neurite/contract';

/** A name of a body: where it is defined, and whether anything reads it. */
export interface LocalName {
  readonly name: string;
  readonly span: Span;
  readonly what: 'parameter' | 'input' | 'binding' | 'output' | 'symbol' | 'variable';
  used: boolean;
  /** How often a shape or an expression mentions it besides where it is defined. */
  mentions: number;
}

/** The names of a body, and those of the bodies around it. */
export interface LocalNames {
  readonly own: Map<string, LocalName>;
  /** Names that this body defines further below. */
  readonly later: ReadonlyMap<string, Span>;
  readonly parent?: LocalNames;
}

export const findName = (names: LocalNames | undefined, name: string): LocalName | undefined => {
  for (let at = names; at !== undefined; at = at.parent) {
    const found = at.own.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Where a name is defined further below, in this body or one around it. */
export const findLater = (names: LocalNames | undefined, name: string): Span | undefined => {
  for (let at = names; at !== undefined; at = at.parent) {
    const found = at.later.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};

export const allNames = (names: LocalNames | undefined): readonly string[] =>
  names === undefined ? [] : [...names.own.keys(), ...allNames(names.parent)];
