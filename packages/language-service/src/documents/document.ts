import {
  compile,
  type Compilation,
  type Memory,
  type Observation,
  type ReadImport,
  type ReadPackage,
} from '@neurite/compiler';
import type { Catalog } from '@neurite/contract';
import {
  createLineMap,
  tokenize,
  type Comment,
  type LineMap,
  type Module,
  type Reader,
  type TextToken,
} from '@neurite/language';
import { createShapes, type Shapes } from './shapes.js';

/** A text with its tree, its check and what was found out on the way. */
export interface Checked {
  readonly compilation: Compilation;
  readonly shapes: Shapes;
}

/** One version of a text. Everything about it is found out when it is first asked for, and then kept. */
export interface Document {
  readonly name: string;
  readonly version: number;
  readonly text: string;
  readonly lines: LineMap;
  readonly tree: Module;
  /** Where names of plugins are looked up: those of the packages that the text uses are there. */
  readonly catalog: Catalog;
  /** Whether the text can be read without a mistake; only then is it formatted. */
  readonly readable: boolean;
  readonly tokens: readonly TextToken[];
  readonly comments: readonly Comment[];
  /** The result of checking, which reads imported texts; `forget` makes the next call check again. */
  checked(): Checked;
  forget(): void;
}

export interface Surroundings {
  readonly catalog: Catalog;
  readonly imports: ReadImport;
  readonly packages?: ReadPackage;
  /** Reads texts, and remembers what has not changed. */
  readonly read: Reader;
  /** What is known from compiling earlier versions. */
  readonly memory: Memory;
}

/** A document; pure but for what it remembers of itself. */
export const createDocument = (
  name: string,
  version: number,
  text: string,
  { catalog, imports, packages, read, memory }: Surroundings,
): Document => {
  const lines = once(() => createLineMap(text));
  const parsed = once(() => read(text, { source: name }));
  const tokenized = once(() => tokenize(text, { source: name }));
  const check = (): Checked => {
    const observations: Observation[] = [];
    const compilation = compile(text, {
      source: name,
      catalog,
      imports,
      ...(packages === undefined ? {} : { packages }),
      // The text itself has been read.
      read: (other, options) => (other === text && options.source === name ? parsed() : read(other, options)),
      memory,
      observe: (observation) => observations.push(observation),
    });
    return { compilation, shapes: createShapes(name, observations) };
  };
  let checked: Checked | undefined;
  const document: Document = {
    name,
    version,
    text,
    get lines() {
      return lines();
    },
    get tree() {
      return parsed().tree;
    },
    get catalog() {
      // What is imported may use packages, too.
      const isExtended = parsed().tree.items.some(({ kind }) => kind === 'use' || kind === 'import');
      return isExtended ? document.checked().compilation.catalog : catalog;
    },
    get readable() {
      return !parsed().diagnostics.some(({ severity }) => severity === 'error');
    },
    get tokens() {
      return tokenized().tokens;
    },
    get comments() {
      return tokenized().comments;
    },
    checked: () => (checked ??= check()),
    forget: () => {
      checked = undefined;
    },
  };
  return document;
};

const once = <T extends object>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};
