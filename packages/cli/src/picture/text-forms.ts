import type { Diagram } from './diagram.js';

const identifier = (id: string): string => id.replace(/[^A-Za-z0-9]/g, '_');
const quoted = (text: string): string => `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;
const mermaidText = (text: string): string =>
  text.replace(/"/g, '#quot;').replace(/[<>]/g, (c) => (c === '<' ? '&lt;' : '&gt;'));

/** The Graphviz form: `dot -Tpng`. */
export const toDot = ({ title, boxes, arrows }: Diagram): string =>
  [
    `digraph ${quoted(title)} {`,
    '  rankdir=TB; node [shape=box, style=rounded, fontname="sans-serif"];',
    ...boxes.map(
      ({ id, title: head, path, shape }) =>
        `  ${identifier(id)} [label=${quoted(`${head}\n${path}\n${shape}`).replace(/\n/g, '\\n')}];`,
    ),
    ...arrows.map(
      ({ from, to, label }) =>
        `  ${identifier(from)} -> ${identifier(to)}${label === undefined ? '' : ` [label=${quoted(label)}]`};`,
    ),
    '}',
    '',
  ].join('\n');

/** The Mermaid form, which many Markdown viewers draw. */
export const toMermaid = ({ boxes, arrows }: Diagram): string =>
  [
    'flowchart TB',
    ...boxes.map(
      ({ id, title, path, shape }) =>
        `  ${identifier(id)}["${[title, path, shape].map(mermaidText).join('<br>')}"]`,
    ),
    ...arrows.map(
      ({ from, to, label }) =>
        `  ${identifier(from)} -->${label === undefined ? '' : `|${mermaidText(label)}|`} ${identifier(to)}`,
    ),
    '',
  ].join('\n');
