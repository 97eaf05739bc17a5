import { limits } from '../limits.js';
import { type Chunk, chunksOf } from './chunks.js';
import { moved } from './move.js';
import { orderly, parse, type Parsed, type ParseOptions } from './parse.js';

/** Reads a text as `parse` does. */
export type Reader = (text: string, options: ParseOptions) => Parsed;

interface Known {
  readonly chunk: Chunk;
  readonly parsed: Parsed;
}

/**
 * A reader for texts that change a little at a time: it reads again only the declarations that are not as they were, and moves the
 * others. It remembers the chunks of the last text of each source.
 */
export const createReader = (): Reader => {
  const sources = new Map<string, ReadonlyMap<string, Known>>();
  return (text, options) => {
    // The bounds of a text are those of all of it.
    if (text.length > limits.tokens) return parse(text, options);
    const chunks = chunksOf(text);
    const before = sources.get(options.source);
    const now = new Map<string, Known>();
    const parts = chunks.map((chunk) => {
      const known = now.get(chunk.text) ?? before?.get(chunk.text);
      const parsed = (known && place(known, chunk)) ?? readAt(chunk, chunk.text, options);
      now.set(chunk.text, { chunk, parsed });
      return parsed;
    });
    sources.set(options.source, now);
    const whole = parts.map((part, index) => mended(part, index, chunks, parts, options));
    return whole.includes(undefined) ? parse(text, options) : joined(whole as readonly Parsed[]);
  };
};

/** A chunk at its new place. Diagnostics may say lines in words, and fixes in texts: they cannot be moved. */
const place = ({ chunk: was, parsed }: Known, chunk: Chunk): Parsed | undefined => {
  const by = { offset: chunk.offset - was.offset, lines: chunk.lines - was.lines };
  if (by.offset === 0 && by.lines === 0) return parsed;
  return parsed.diagnostics.length === 0 ? moved(parsed, by) : undefined;
};

/** Reads a part of a text where it stands: blanks take the room of what is before it. */
const readAt = (chunk: Chunk, text: string, options: ParseOptions): Parsed =>
  parse(`${' '.repeat(chunk.offset - chunk.lines)}${'\n'.repeat(chunk.lines)}${text}`, options);

const isBroken = ({ diagnostics }: Parsed): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

/**
 * What is left open at the end of a declaration is told with the next one in sight. Undefined where the mistake reaches further:
 * then all of the text is read.
 */
const mended = (
  part: Parsed,
  index: number,
  chunks: readonly Chunk[],
  parts: readonly Parsed[],
  options: ParseOptions,
): Parsed | undefined => {
  const next = chunks[index + 1];
  if (!isBroken(part) || next === undefined) return part;
  if (isBroken(parts[index + 1]!)) return undefined;
  const both = readAt(chunks[index]!, chunks[index]!.text + next.text, options);
  const isOwn = ({ span }: { readonly span?: Parsed['tree']['span'] }): boolean =>
    span!.start.offset < next.offset;
  const items = both.tree.items.filter(isOwn);
  const diagnostics = both.diagnostics.filter(isOwn);
  const follows = parts[index + 1]!;
  const same =
    both.tree.items.length - items.length === follows.tree.items.length &&
    both.diagnostics.length - diagnostics.length === follows.diagnostics.length;
  return same ? { tree: { ...part.tree, items }, diagnostics } : undefined;
};

const joined = (parts: readonly Parsed[]): Parsed => {
  const [first] = parts;
  return {
    tree: {
      kind: 'module',
      items: parts.flatMap(({ tree }) => tree.items),
      span: { ...parts.at(-1)!.tree.span, start: first!.tree.span.start },
      comments: parts.flatMap(({ tree }) => tree.comments),
    },
    diagnostics: orderly(parts.flatMap(({ diagnostics }) => diagnostics)),
  };
};
