// Railroad diagrams as SVG: follow the line from left to right. A part knows how wide it is and how far it reaches above and below
// its line, and draws itself from a place on that line.

const radius = 8;
const gap = 8;
const boxHeight = 22;
/** The advance of a character of the monospaced font at 12 pixels, rounded up. */
const characterWidth = 7.4;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const round = (number) => Number(number.toFixed(1));
const line = (x, y, steps) => `<path d="M${round(x)} ${round(y)}${steps}"/>`;
const across = (x, y, length) => (length > 0 ? line(x, y, `h${round(length)}`) : '');
/** A quarter of a circle: first in one direction, then in the other. */
const turn = (dx, dy, clockwise) =>
  `a${radius} ${radius} 0 0 ${clockwise ? 1 : 0} ${dx * radius} ${dy * radius}`;

const box = (text, kind) => {
  const width = Math.ceil([...text].length * characterWidth) + 18;
  return {
    width,
    up: boxHeight / 2,
    down: boxHeight / 2,
    draw: (x, y) =>
      `<rect class="${kind}" x="${round(x)}" y="${round(y - boxHeight / 2)}" width="${width}" height="${boxHeight}" rx="${kind === 'rule' ? 0 : boxHeight / 2}"/>` +
      `<text class="${kind}" x="${round(x + width / 2)}" y="${round(y + 4)}">${escaped(text)}</text>`,
  };
};

/** A word or sign as it is written. */
export const literal = (text) => box(text, 'literal');
/** A kind of token, such as a name or a number. */
export const token = (text) => box(text, 'token');
/** Another rule. */
export const rule = (text) => box(text, 'rule');
/** Nothing: the line goes on. */
export const nothing = { width: 0, up: 0, down: 0, draw: () => '' };

export const sequence = (parts) => ({
  width: parts.reduce((sum, part) => sum + part.width, 0) + gap * Math.max(0, parts.length - 1),
  up: Math.max(0, ...parts.map(({ up }) => up)),
  down: Math.max(0, ...parts.map(({ down }) => down)),
  draw: (x, y) => {
    let at = x;
    return parts
      .map((part, index) => {
        const before = index === 0 ? '' : across(at, y, gap);
        at += index === 0 ? 0 : gap;
        const drawn = part.draw(at, y);
        at += part.width;
        return before + drawn;
      })
      .join('');
  },
});

/** One of several: the first on the line, the others below it. */
export const choice = ([first, ...others]) => {
  const inner = Math.max(first.width, ...others.map(({ width }) => width));
  let below = first.down;
  const rows = others.map((part) => {
    const drop = Math.max(below + gap + part.up, 2 * radius);
    below = drop + part.down;
    return { part, drop };
  });
  return {
    width: inner + 4 * radius,
    up: first.up,
    down: below,
    draw: (x, y) => {
      const left = x + 2 * radius;
      const right = left + inner;
      const straight =
        across(x, y, 2 * radius) +
        first.draw(left, y) +
        across(left + first.width, y, right + 2 * radius - left - first.width);
      const branches = rows.map(
        ({ part, drop }) =>
          line(x, y, `${turn(1, 1, true)}v${round(drop - 2 * radius)}${turn(1, 1, false)}`) +
          part.draw(left, y + drop) +
          across(left + part.width, y + drop, inner - part.width) +
          line(right, y + drop, `${turn(1, -1, false)}v${round(2 * radius - drop)}${turn(1, -1, true)}`),
      );
      return straight + branches.join('');
    },
  };
};

/** Something that may be left out: a line goes round it above. */
export const optional = (part) => {
  const rise = Math.max(part.up + gap, 2 * radius);
  return {
    width: part.width + 4 * radius,
    up: rise,
    down: part.down,
    draw: (x, y) =>
      across(x, y, 2 * radius) +
      part.draw(x + 2 * radius, y) +
      across(x + 2 * radius + part.width, y, 2 * radius) +
      line(
        x,
        y,
        `${turn(1, -1, false)}v${round(2 * radius - rise)}${turn(1, -1, true)}h${round(part.width)}${turn(1, 1, true)}v${round(rise - 2 * radius)}${turn(1, 1, false)}`,
      ),
  };
};

/** Something once or more, with `between` on the way back. */
export const repeated = (part, between = nothing) => {
  const inner = Math.max(part.width, between.width);
  const drop = Math.max(part.down + gap + between.up, 2 * radius);
  return {
    width: inner + 2 * radius,
    up: part.up,
    down: drop + between.down,
    draw: (x, y) => {
      const left = x + radius;
      const right = left + inner;
      const back = y + drop;
      return (
        across(x, y, radius) +
        part.draw(left, y) +
        across(left + part.width, y, right + radius - left - part.width) +
        line(right, y, `${turn(1, 1, true)}v${round(drop - 2 * radius)}${turn(-1, 1, true)}`) +
        across(left + between.width, back, inner - between.width) +
        between.draw(left, back) +
        line(left, back, `${turn(-1, -1, true)}v${round(2 * radius - drop)}${turn(1, -1, true)}`)
      );
    },
  };
};

const style = `
text { font: 12px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; text-anchor: middle; fill: #1f2430 }
text.name { font-weight: bold; text-anchor: start }
path { fill: none; stroke: #5b6472; stroke-width: 1.5 }
rect { stroke-width: 1.2 }
rect.literal { fill: #e3f1e5; stroke: #4c8a57 }
rect.token { fill: #fdf0d5; stroke: #b0872f }
rect.rule { fill: #e4ecf7; stroke: #4f76a8 }
circle { fill: #5b6472 }
.page { fill: #ffffff }
`;

/** The rules of one page below each other, each under its name. */
export const diagrams = (rules) => {
  const margin = 16;
  const nameHeight = 24;
  let y = margin;
  const drawn = rules.map(({ name, part }) => {
    const title = `<text class="name" x="${margin}" y="${round(y + 12)}">${escaped(name)}</text>`;
    const center = y + nameHeight + part.up;
    y = center + part.down + 2 * margin;
    const start = margin + 4;
    const end = start + 3 * gap + part.width;
    return (
      title +
      `<circle cx="${start}" cy="${round(center)}" r="3.5"/>` +
      across(start, center, gap * 1.5) +
      part.draw(start + gap * 1.5, center) +
      across(end - gap * 1.5, center, gap * 1.5) +
      `<circle cx="${round(end)}" cy="${round(center)}" r="3.5"/>`
    );
  });
  const width = Math.ceil(Math.max(...rules.map(({ part }) => part.width)) + 2 * margin + 3 * gap + 8);
  const height = Math.ceil(y - margin);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<style>${style}</style>
<rect class="page" width="${width}" height="${height}"/>
${drawn.join('\n')}
</svg>
`;
};
