import type { Dtype, HostTensor, TensorType } from '@neurite/contract';

/** A shape text taken apart: `int32[batch, ...s, c]`. */
export interface Declared {
  /** Undefined for a dtype variable. */
  readonly dtype: Dtype | undefined;
  readonly items: readonly string[];
}

const dtypes: readonly string[] = ['float32', 'int32', 'bool'] satisfies readonly Dtype[];

const splitItems = (text: string): readonly string[] => {
  const items: string[] = [];
  let [depth, from] = [0, 0];
  [...text, ','].forEach((character, index) => {
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (character !== ',' || depth > 0) return;
    items.push(text.slice(from, index).trim());
    from = index + 1;
  });
  return items.filter((item) => item !== '');
};

export const declared = (text: string): Declared => {
  const [, word = '', inside = ''] = /^\s*(\w*)\s*\[(.*)\]\s*$/su.exec(text) ?? [];
  const dtype = word === '' ? 'float32' : word;
  return { dtype: dtypes.includes(dtype) ? (dtype as Dtype) : undefined, items: splitItems(inside) };
};

const isPack = (item: string): boolean => item.startsWith('...');
const isName = (item: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(item);

/** Whether a rank is one that the text allows. */
export const allowsRank = ({ items }: Declared, rank: number): boolean =>
  items.some(isPack) ? rank >= items.filter((item) => !isPack(item)).length : rank === items.length;

/** The extents behind names, and the lengths of rank packs, as far as values have told. */
export interface Bindings {
  readonly extents: Map<string, number>;
  readonly packs: Map<string, readonly number[]>;
}

export const noBindings = (): Bindings => ({ extents: new Map(), packs: new Map() });

/**
 * Compares a type with a text, and learns what names stand for. Expressions are the compiler's business: they are taken to be right.
 *
 * @returns what does not fit, or undefined.
 */
export const compareDeclared = (
  text: string,
  type: TensorType,
  { extents, packs }: Bindings,
): string | undefined => {
  const { dtype, items } = declared(text);
  const shown = `${type.dtype}[${type.shape.join(', ')}]`;
  if (dtype !== undefined && dtype !== type.dtype) return `${shown} is not ${text}`;
  if (!allowsRank({ dtype, items }, type.shape.length)) return `${shown} does not have the rank of ${text}`;
  const pack = items.findIndex(isPack);
  const length = type.shape.length - (items.length - 1);
  const name = items[pack]?.slice(3) ?? '';
  if (pack >= 0 && isName(name)) {
    const found = type.shape.slice(pack, pack + length);
    const known = packs.get(name);
    // Values that broadcast, or optional axes, may differ in extents, but never in the number of axes.
    if (known !== undefined && known.length !== found.length)
      return `${shown}: ...${name} stood for ${known.length} axes before`;
    packs.set(name, found);
  }
  for (const [index, item] of items.entries()) {
    if (isPack(item)) continue;
    const extent = type.shape[pack >= 0 && index > pack ? index - 1 + length : index]!;
    const expected = /^\d+$/.test(item) ? Number(item) : extents.get(item);
    if (expected !== undefined && expected !== extent)
      return `${shown} is not ${text}: ${item} is ${expected}`;
    if (isName(item)) extents.set(item, extent);
  }
  return undefined;
};

/** Whether a host tensor can be read as this text says: whole numbers for int32, and so on. */
export const fits = (text: string, { dtype, shape, data }: HostTensor, known: Bindings): boolean => {
  const wanted = declared(text).dtype ?? dtype;
  const isReadable =
    wanted === dtype ||
    (wanted === 'int32' && dtype !== 'bool' && data.every((value) => Number.isInteger(value)));
  return isReadable && compareDeclared(text, { dtype: wanted, shape }, known) === undefined;
};
