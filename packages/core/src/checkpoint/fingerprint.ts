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

/**
 * The digest of what a recipe says, apart from how long to train: a run may be resumed to go on for longer, but not as something
 * else.
 */
export const fingerprint = (recipe: Recipe): Promise<string> => {
  const settings = Object.entries(recipe).filter(([key]) => key !== 'epochs' && key !== 'steps');
  return sha256(bytesOf([toJson(withoutSpans(Object.fromEntries(settings)))]));
};
