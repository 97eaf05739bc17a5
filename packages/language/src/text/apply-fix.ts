import type { Fix } from '@neurite/contract';

/** The text after a fix. Its edits do not overlap; those of other texts are left out. */
export const applyFix = (text: string, { edits }: Fix, source = edits[0]?.span.source): string => {
  const ordered = edits
    .map((edit, order) => ({ ...edit, order }))
    .filter(({ span }) => span.source === source)
    // From the end, so that earlier offsets stay true; what is inserted first at one place stands first.
    .sort((a, b) => b.span.start.offset - a.span.start.offset || b.order - a.order);
  return ordered.reduce(
    (now, { span, text: insertion }) =>
      now.slice(0, span.start.offset) + insertion + now.slice(span.end.offset),
    text,
  );
};
