import { isUnseen, showCharacter } from '../text/escape.js';
import { characterWidth } from '../text/width.js';

/** A source line as a terminal shows it, and where each of its UTF-16 units begins there. */
export interface ShownLine {
  readonly text: string;
  /** The cell of a column, both from 0; columns beyond the line stand behind it. */
  readonly cellOf: (column: number) => number;
}

const tabWidth = 4;
/** Longer lines are cut around their first mark. */
const widest = 120;
const context = 40;

/** Shows a line: tabs become spaces, invisible characters become visible, and of a very long line only the part around `focus` (a column from 0) is kept. */
export const showLine = (line: string, focus: number): ShownLine => {
  const pieces: { readonly text: string; readonly cell: number }[] = [];
  const cells: number[] = [];
  let cell = 0;
  for (const character of line) {
    const unseen = character !== '\t' && isUnseen(character);
    const text =
      character === '\t'
        ? ' '.repeat(tabWidth - (cell % tabWidth))
        : unseen
          ? showCharacter(character)
          : character;
    for (let i = 0; i < character.length; i++) cells.push(cell);
    pieces.push({ text, cell });
    cell += character === '\t' || unseen ? text.length : characterWidth(character);
  }
  const cellOf = (column: number): number =>
    column < cells.length ? cells[column]! : cell + (column - cells.length);
  if (cell <= widest) return { text: pieces.map(({ text }) => text).join(''), cellOf };

  const from = Math.max(0, Math.min(cellOf(focus) - context, cell - widest));
  const kept = pieces.filter((piece) => piece.cell >= from && piece.cell < from + widest);
  const ahead = from > 0 ? '…' : '';
  const first = kept[0]?.cell ?? from;
  const text = ahead + kept.map((piece) => piece.text).join('') + (from + widest < cell ? '…' : '');
  const clamp = (shown: number): number => Math.max(0, Math.min(shown, widest + 1));
  return { text, cellOf: (column) => clamp(cellOf(column) - first + ahead.length) };
};
