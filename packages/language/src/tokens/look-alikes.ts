import { kinds, type TokenKind } from './kinds.js';

/** Signs of other languages and of typography, and what is written for them here. */
interface LookAlike {
  readonly found: string;
  readonly wanted: string;
  readonly kind: TokenKind;
}

const rows: readonly LookAlike[] = [
  { found: '===', wanted: '==', kind: kinds.equal },
  { found: '!==', wanted: '!=', kind: kinds.unequal },
  { found: '**', wanted: '^', kind: kinds.power },
  { found: '&&', wanted: 'and', kind: kinds.and },
  { found: '||', wanted: 'or', kind: kinds.or },
  { found: '|>', wanted: '->', kind: kinds.arrow },
  { found: '=>', wanted: '->', kind: kinds.arrow },
  { found: '-->', wanted: '->', kind: kinds.arrow },
  { found: '<>', wanted: '!=', kind: kinds.unequal },
  { found: ':=', wanted: '=', kind: kinds.equals },
  { found: '!', wanted: 'not', kind: kinds.not },
  { found: '%', wanted: 'mod', kind: kinds.mod },
  { found: '→', wanted: '->', kind: kinds.arrow },
  { found: '⟶', wanted: '->', kind: kinds.arrow },
  { found: '−', wanted: '-', kind: kinds.minus },
  { found: '–', wanted: '-', kind: kinds.minus },
  { found: '—', wanted: '-', kind: kinds.minus },
  { found: '×', wanted: '*', kind: kinds.times },
  { found: '⋅', wanted: '*', kind: kinds.times },
  { found: '÷', wanted: '/', kind: kinds.divide },
  { found: '≤', wanted: '<=', kind: kinds.lessEqual },
  { found: '≥', wanted: '>=', kind: kinds.greaterEqual },
  { found: '≠', wanted: '!=', kind: kinds.unequal },
  { found: '…', wanted: '...', kind: kinds.pack },
  { found: '‥', wanted: '..', kind: kinds.range },
  { found: '，', wanted: ',', kind: kinds.comma },
  { found: '：', wanted: ':', kind: kinds.colon },
  { found: '；', wanted: ';', kind: kinds.semicolon },
  { found: '（', wanted: '(', kind: kinds.parenthesis },
  { found: '）', wanted: ')', kind: kinds.parenthesisEnd },
  { found: '＝', wanted: '=', kind: kinds.equals },
];

// The longest first, by their first character.
const rowsByFirst = new Map<string, readonly LookAlike[]>(
  rows.map(({ found }) => [
    found[0]!,
    rows.filter((row) => row.found[0] === found[0]).sort((a, b) => b.found.length - a.found.length),
  ]),
);

/** The foreign sign that stands at a place, the longest that fits. */
export const lookAlikeAt = (text: string, offset: number): LookAlike | undefined =>
  rowsByFirst.get(text[offset]!)?.find(({ found }) => text.startsWith(found, offset));

/** Marks that open a text elsewhere, and those that close it. */
export const foreignQuotes: Readonly<Record<string, string>> = {
  "'": "'",
  '`': '`',
  '‘': '’',
  '’': '’',
  '“': '”',
  '”': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
};
