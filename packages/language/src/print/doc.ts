// A text that has not decided yet where its lines break, after Wadler's and Oppen's pretty printers. layout.ts decides.

export type Doc =
  | string
  | readonly Doc[]
  /** `flat` in a group that fits its line, a line break in one that does not. */
  | { readonly kind: 'line'; readonly flat: '' | ' ' }
  /** Always a line break. */
  | { readonly kind: 'hardline' }
  | { readonly kind: 'indent'; readonly doc: Doc }
  /**
   * Breaks all of its lines or none. It must break where it says so, and where a comment stands between `from` and `to`.
   * `tall` says whether a line surely breaks somewhere inside.
   */
  | {
      readonly kind: 'group';
      readonly doc: Doc;
      readonly broken: boolean;
      readonly tall: boolean;
      readonly from: number;
      readonly to: number;
    }
  /** One doc where the group breaks, another where it does not. */
  | { readonly kind: 'either'; readonly broken: Doc; readonly flat: Doc }
  /** `opening` cells, a bracket that breaks inside, and `closing` cells behind it; where that does not fit either, `otherwise`. */
  | {
      readonly kind: 'hug';
      readonly doc: Doc;
      readonly opening: number;
      readonly closing: number;
      readonly otherwise: Doc;
      readonly flat: Doc;
    }
  /** Here stands what the source has at an offset: the comments before it come first, with blank lines before them where `blanks` says so. */
  | { readonly kind: 'at'; readonly offset: number; readonly blanks: boolean }
  /** The same for something that begins a line; a blank line before it is kept. */
  | { readonly kind: 'begin'; readonly offset: number; readonly line: number }
  /** The lines of a block follow: no blank line before the first. */
  | { readonly kind: 'open' }
  /** What began a line ends here, on this line of the source. */
  | { readonly kind: 'end'; readonly line: number };

export const line: Doc = { kind: 'line', flat: ' ' };
export const softline: Doc = { kind: 'line', flat: '' };
export const hardline: Doc = { kind: 'hardline' };
export const indent = (doc: Doc): Doc => ({ kind: 'indent', doc });
export const ifBroken = (doc: Doc): Doc => ({ kind: 'either', broken: doc, flat: '' });
export const ifFlat = (doc: Doc): Doc => ({ kind: 'either', broken: '', flat: doc });
export const at = (offset: number, blanks = false): Doc => ({ kind: 'at', offset, blanks });

interface Place {
  readonly start: { readonly offset: number };
  readonly end: { readonly offset: number };
}

/** What lies behind one thing and up to the end of another: a comment that touches the first lies in it. */
export const behind = (before: Place, whole: { readonly end: Place['end'] }): Place => ({
  start: { offset: before.end.offset - 1 },
  end: whole.end,
});

/** Whether a line surely breaks inside, however wide the page is. */
const isTall = (doc: Doc): boolean => {
  if (typeof doc === 'string') return false;
  if (!('kind' in doc)) return doc.some(isTall);
  switch (doc.kind) {
    case 'hardline':
    case 'begin':
      return true;
    case 'group':
      return doc.tall;
    case 'indent':
      return isTall(doc.doc);
    case 'either':
    case 'hug':
      return isTall(doc.flat);
    case 'line':
    case 'at':
    case 'open':
    case 'end':
      return false;
    default:
      return doc satisfies never;
  }
};

export const group = (doc: Doc, span: Place, broken = false): Doc => ({
  kind: 'group',
  doc,
  broken,
  tall: broken || isTall(doc),
  from: span.start.offset,
  to: span.end.offset,
});

/** A group that breaks as soon as anything in it does. */
export const strictGroup = (doc: Doc, span: Place): Doc => group(doc, span, isTall(doc));

export const join = (docs: readonly Doc[], separator: Doc): Doc =>
  docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]));

/** Items between brackets: on one line, or each on its own with a comma behind the last. */
export const enclosed = (
  open: string,
  items: readonly Doc[],
  close: string,
  span: Place,
  closeAt = span.end.offset - 1,
): Doc =>
  strictGroup(
    items.length === 0
      ? [open, indent(at(closeAt)), close]
      : [open, indent([softline, join(items, [',', line]), ifBroken(','), at(closeAt)]), softline, close],
    span,
  );
