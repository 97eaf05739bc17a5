import { diagrams, literal, optional, repeated, sequence, token } from '../railroad.mjs';
import { rulesOf, written } from '../rules.mjs';

const terminal = (name: string, label = `"${name}"`) => ({ type: 'Terminal', name, label });
const call = (name: string) => ({ type: 'NonTerminal', name });
const comma = terminal(',');
const grammar = [
  { name: 'word', definition: [terminal('name', 'a name')] },
  {
    name: 'names',
    definition: [
      terminal('('),
      { type: 'RepetitionWithSeparator', definition: [call('word')], separator: comma },
      { type: 'Option', definition: [comma] },
      terminal(')'),
    ],
  },
  {
    name: 'call',
    definition: [
      call('word'),
      {
        type: 'Repetition',
        definition: [
          {
            type: 'Alternation',
            definition: [
              { type: 'Alternative', definition: [call('names')] },
              { type: 'Alternative', definition: [terminal('.'), call('word')] },
            ],
          },
        ],
      },
    ],
  },
];

describe('rules', () => {
  it('are written without detours: lists as lists, other names as what they stand for', () => {
    expect(rulesOf(grammar).map(({ name, part }) => `${name} = ${written(part)}`)).toEqual([
      'names = "(", [ name, { ",", name }, [ "," ] ], ")"',
      'call = name, { names | ".", name }',
    ]);
  });

  it('have no part that is passed over in silence', () => {
    expect(() => rulesOf([{ name: 'a', definition: [{ type: 'Lookahead' }] }])).toThrow('Lookahead');
  });
});

describe('diagrams', () => {
  it('keep every part on the page, and write signs as text', () => {
    const part = sequence([token('name'), optional(repeated(literal('<'), literal(',')))]);
    const svg = diagrams([
      { name: 'first', part },
      { name: 'second', part: literal('&') },
    ]);
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    for (const [, x, y, w] of svg.matchAll(/<rect class="\w+" x="([\d.]+)" y="([\d.]+)" width="(\d+)"/g)) {
      expect(Number(x) + Number(w)).toBeLessThan(width!);
      expect(Number(y) + 22).toBeLessThan(height!);
    }
    expect([...svg.matchAll(/<text class="literal"[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual([
      '&lt;',
      ',',
      '&amp;',
    ]);
  });

  it('come back to the line: what a way goes down or right, it goes up or left again', () => {
    // The first part begins at (28, y) and the end mark stands where it ends.
    const svg = diagrams([{ name: 'a', part: optional(literal('x')) }]);
    const way = [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)([^"]+)"/g)].at(-2)!;
    const [, startX, startY, steps] = way;
    let [x, y] = [Number(startX), Number(startY)];
    for (const [, kind, numbers] of steps!.matchAll(/([ahv])([^ahv]*)/g)) {
      const values = numbers!.split(' ').map(Number);
      if (kind === 'h') x += values[0]!;
      else if (kind === 'v') y += values[0]!;
      else [x, y] = [x + values[5]!, y + values[6]!];
    }
    const end =
      /<circle cx="([\d.]+)" cy="([\d.]+)" r="3.5"\/>\n?<\/svg>|<circle cx="([\d.]+)" cy="([\d.]+)" r="3.5"\/>$/m.exec(
        svg,
      )!;
    expect(y).toBe(Number(end[2] ?? end[4]));
    expect(x).toBeCloseTo(Number(end[1] ?? end[3]) - 12, 5);
  });
});
