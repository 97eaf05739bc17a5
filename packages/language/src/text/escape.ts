// Characters that are invisible, that move others about, or that a terminal would obey: C0 and C1 controls, bidirectional marks and
// overrides, zero-width characters, line separators, the byte order mark, interlinear and tag characters, lone surrogates.
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** How an invisible character is shown, and how it is written inside quotes: `\u{202e}`. */
export const showCharacter = (character: string): string => `\\u{${character.codePointAt(0)!.toString(16)}}`;

/** Whether a character needs showing. Tab and line feed do not. */
export const isUnseen = (character: string): boolean => {
  unseen.lastIndex = 0;
  return unseen.test(character);
};

/**
 * Makes control and bidirectional characters visible, so that no printed text can hide or reorder anything. Tabs and line feeds stay.
 *
 * @example
 * escapeText('a\u202eb') // 'a\\u{202e}b'
 */
export const escapeText = (text: string): string => text.replace(unseen, showCharacter);

/** The text of a string literal, quotes included. */
export const quote = (value: string): string =>
  `"${escapeText(
    value
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"')
      .replaceAll('\n', '\\n')
      .replaceAll('\t', '\\t')
      .replaceAll('\r', '\\r'),
  )}"`;
