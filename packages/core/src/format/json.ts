// JSON has no NaN and no infinities, and writes −0 as 0; a resumed run must find exactly the numbers that were saved.
const TAG = '$number';

/** Like JSON.stringify, but every number comes back as it was. */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(
    value,
    (_, entry: unknown) =>
      typeof entry === 'number' && (!Number.isFinite(entry) || Object.is(entry, -0))
        ? { [TAG]: Object.is(entry, -0) ? '-0' : String(entry) }
        : entry,
    indent,
  );

/** The inverse of toJson. Throws SyntaxError, as JSON.parse does. */
export const fromJson = (text: string): unknown =>
  JSON.parse(text, (_, entry: unknown) => {
    const tagged =
      typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[TAG] : undefined;
    return typeof tagged === 'string' ? Number(tagged) : entry;
  });
