import type { Recipe } from '@neurite/contract';
import { bytesOf, sha256 } from '../format/digest.js';
import { toJson } from '../format/json.js';

/** A value without its places in the text: moving a line changes nothing that is trained. */
const withoutSpans = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'span')
      .map(([key, entry]) => [key, withoutSpans(entry)]),
  );
};

/** How long to train, and what is told of on the way: neither says what is trained. */
const beside = new Set(['epochs', 'steps', 'health'] satisfies (keyof Recipe)[] as string[]);

/**
 * The digest of what a recipe says is trained, and how: a run may be resumed to go on for longer, but not as something else.
 */
export const fingerprint = (
  recipe: Recipe,
  /** Digests of the files that weights are loaded from, by name. */
  files: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const settings = Object.entries(recipe).filter(([key]) => !beside.has(key));
  return sha256(
    bytesOf([
      toJson(
        withoutSpans({ ...Object.fromEntries(settings), ...(Object.keys(files).length > 0 && { files }) }),
      ),
    ]),
  );
};

/** The digest of a checked value as a whole, apart from its places in the text. */
export const fingerprintOf = (value: object): Promise<string> =>
  sha256(bytesOf([toJson(withoutSpans(value))]));
