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
    const whole = (): Parsed => parse(text, options);
    // The bounds of a text are those of all of it.
    if (text.length > limits.tokens) return whole();
    const chunks = chunksOf(text);
    const before = sources.get(options.source);
    const now = new Map<string, Known>();
    const parts = chunks.map((chunk) => {
      const known = now.get(chunk.text) ?? before?.get(chunk.text);
      const made = known === undefined ? read(chunk, options) : place(known, chunk);
      now.set(chunk.text, made);
      return made.parsed;
    });
    sources.set(options.source, now);
    const diagnostics = parts.flatMap((part) => part.diagnostics);
    // What is left open at the end of a declaration is told better with the next one in sight.
    const isBroken = parts
      .slice(0, -1)
      .some((part) => part.diagnostics.some(({ severity }) => severity === 'error'));
    if (isBroken) return whole();
    const last = parts.at(-1)!.tree;
    const items = parts.flatMap(({ tree }) => tree.items);
    return {
      tree: {
        kind: 'module',
        items,
        span: { ...last.span, start: parts[0]!.tree.span.start },
        comments: parts.flatMap(({ tree }) => tree.comments),
      },
      diagnostics: orderly(diagnostics),
    };
  };
};

const read = (chunk: Chunk, options: ParseOptions): Known =>
  place({ chunk: { ...chunk, offset: 0, lines: 0 }, parsed: parse(chunk.text, options) }, chunk);

const place = ({ chunk: was, parsed }: Known, chunk: Chunk): Known => ({
  chunk,
  parsed: moved(parsed, { offset: chunk.offset - was.offset, lines: chunk.lines - was.lines }),
});
