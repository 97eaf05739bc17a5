import { Graph as Layout, layout } from '@dagrejs/dagre';
import type { Box, Diagram } from './diagram.js';

const colours: Readonly<Record<Box['family'], readonly [fill: string, line: string]>> = {
  input: ['#f1f3f5', '#868e96'],
  output: ['#f1f3f5', '#868e96'],
  core: ['#dbe4ff', '#4263eb'],
  convolution: ['#d0ebff', '#1c7ed6'],
  pooling: ['#c5f6fa', '#0c8599'],
  recurrent: ['#e5dbff', '#7048e8'],
  attention: ['#f3d9fa', '#ae3ec9'],
  merge: ['#fff3bf', '#e67700'],
  shape: ['#f8f9fa', '#adb5bd'],
  arithmetic: ['#fff3bf', '#e67700'],
  activation: ['#ffe8cc', '#e8590c'],
  normalizer: ['#d3f9d8', '#2f9e44'],
  noise: ['#ffe3e3', '#e03131'],
  loss: ['#ffdeeb', '#c2255c'],
};

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

// Without a font engine: the average advance of a sans-serif face is a little over half its size.
const widthOf = (text: string, size: number): number => text.length * size * 0.58;
const sizes = { title: 13, small: 11 };
const line = 16;
const margin = 24;

const boxSize = ({ title, path, shape }: Box) => ({
  width: Math.max(widthOf(title, sizes.title), widthOf(path, sizes.small), widthOf(shape, sizes.small)) + 28,
  height: line * (shape === '' ? 2 : 3) + 14,
});

/** Draws a diagram from top to bottom as a self-contained SVG. */
export const toSvg = (diagram: Diagram): string => {
  const graph = new Layout({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 30, marginx: margin, marginy: margin });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of diagram.boxes) graph.setNode(box.id, { ...boxSize(box) });
  diagram.arrows.forEach(({ from, to }, index) => graph.setEdge(from, to, {}, String(index)));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const round = (value: number) => Math.round(value * 10) / 10;

  const arrows = diagram.arrows.map(({ from, to, label }, index) => {
    const points = (
      graph.edge({ v: from, w: to, name: String(index) }) as { points: { x: number; y: number }[] }
    ).points;
    const path = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join(' ');
    const middle = points[points.length >> 1]!;
    const text =
      label === undefined
        ? ''
        : `<text x="${round(middle.x + 5)}" y="${round(middle.y)}" class="s">${escape(label)}</text>`;
    return `<path d="${path}" class="a" marker-end="url(#arrow)"/>${text}`;
  });
  const boxes = diagram.boxes.map((box) => {
    const {
      x,
      y,
      width: w,
      height: h,
    } = graph.node(box.id) as { x: number; y: number; width: number; height: number };
    const [fill, stroke] = colours[box.family];
    const lines = [box.title, box.path, ...(box.shape === '' ? [] : [box.shape])];
    const first = y - ((lines.length - 1) * line) / 2 + 4.5;
    const texts = lines.map(
      (text, index) =>
        `<text x="${round(x)}" y="${round(first + index * line)}" class="${index === 0 ? 't' : 's'}" text-anchor="middle">${escape(text)}</text>`,
    );
    return `<rect x="${round(x - w / 2)}" y="${round(y - h / 2)}" width="${round(w)}" height="${round(h)}" rx="8" fill="${fill}" stroke="${stroke}"/>${texts.join('')}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" font-family="Inter, 'DejaVu Sans', Helvetica, Arial, sans-serif">`,
    `<title>${escape(diagram.title)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#868e96"/></marker></defs>',
    `<style>.t{font-size:${sizes.title}px;font-weight:600;fill:#212529}.s{font-size:${sizes.small}px;fill:#495057}.a{fill:none;stroke:#868e96;stroke-width:1.4}</style>`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...arrows,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
};
