import type { Span } from '@neurite/contract';
import { quote } from '../text/escape.js';
import type { Block } from '../grammar/rules.js';
import type { Setting, SettingStatement, StringLiteral } from '../tree/tree.js';
import { at, hardline, ifFlat, indent, line, strictGroup, type Doc } from './doc.js';
import { printExpression } from './expressions.js';
import { printLines } from './statements.js';

/**
 * The braces around settings. Settings stand one on a line, unless all were written on the
 * line of their braces and fit there, with commas between them.
 */
export const printSettings = ({ settings, braces }: Block): Doc => {
  const span = braces ?? nowhere;
  const close = at(span.end.offset - 1, true);
  const open: Doc = [at(span.start.offset), '{'];
  if (settings.length === 0) return strictGroup([open, indent(close), '}'], span);
  if (span.start.line === span.end.line) {
    const items = settings.map((setting, index) => [
      line,
      at(setting.span.start.offset),
      printSetting(setting),
      index < settings.length - 1 ? ifFlat(',') : '',
    ]);
    return strictGroup([open, indent([items, close]), line, '}'], span);
  }
  return [open, indent([{ kind: 'open' }, printLines(settings, printSetting), close]), hardline, '}'];
};

/** The place of braces that are not from a text. */
const nowhere: Pick<Span, 'start' | 'end'> = {
  start: { offset: 0, line: 1, column: 1 },
  end: { offset: 0, line: 1, column: 1 },
};

const text = (node: StringLiteral): Doc => [at(node.span.start.offset), quote(node.value)];

const printKey = ({ key, words }: Pick<Setting, 'key' | 'words'>): Doc =>
  key.map(({ name, span }, index) => [
    at(span.start.offset),
    index === 0 ? name : words ? ` ${name}` : `.${name}`,
  ]);

export const printSetting = (node: SettingStatement): Doc => {
  switch (node.kind) {
    case 'setting': {
      return [
        printKey(node),
        node.value ? [': ', printExpression(node.value)] : '',
        node.settings ? [' ', printSettings({ ...node, settings: node.settings })] : '',
      ];
    }
    case 'field':
      return [
        `${node.keyword} `,
        at(node.name.span.start.offset),
        `${node.name.name} = `,
        printExpression(node.value),
      ];
    case 'group':
      return ['group ', text(node.glob), ' ', printSettings(node)];
    case 'phase':
      return ['phase ', at(node.name.span.start.offset), `${node.name.name} `, printSettings(node)];
    case 'distribution':
      return [printKey(node), ' ~ ', printExpression(node.value)];
    case 'allow':
      return [
        'allow ',
        at(node.rule.span.start.offset),
        node.rule.name,
        node.on ? [' on ', text(node.on)] : '',
        node.because ? [' because ', text(node.because)] : '',
      ];
    default:
      return node satisfies never;
  }
};
