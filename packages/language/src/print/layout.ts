import { textWidth } from '../text/width.js';
import type { Comment } from '../tree/tree.js';
import type { Doc } from './doc.js';

/** Columns that a line may take; comments do not count. */
export const pageWidth = 100;
const step = 2;

interface Command {
  readonly doc: Doc;
  readonly indent: number;
  readonly flat: boolean;
}

/** Whether a doc fits into the room up to its first line break, together with what follows on the same line. */
const fits = (
  first: Command,
  rest: readonly Command[],
  room: number,
  isCommented: (from: number, to: number) => boolean,
): boolean => {
  const stack: Command[] = [first];
  let next = rest.length - 1;
  let left = room;
  while (left >= 0) {
    const command = stack.pop() ?? rest[next--];
    if (!command) return true;
    const { doc, flat } = command;
    if (typeof doc === 'string') {
      left -= textWidth(doc);
    } else if (isList(doc)) {
      for (let i = doc.length - 1; i >= 0; i--) stack.push({ ...command, doc: doc[i]! });
    } else {
      switch (doc.kind) {
        case 'line':
          if (!flat) return true;
          left -= doc.flat.length;
          break;
        case 'hardline':
          return true;
        case 'indent':
          stack.push({ ...command, doc: doc.doc });
          break;
        case 'group':
          stack.push({
            ...command,
            doc: doc.doc,
            flat: flat && !doc.broken && !isCommented(doc.from, doc.to),
          });
          break;
        case 'hug':
          stack.push({ ...command, doc: doc.flat });
          break;
        case 'either':
          stack.push({ ...command, doc: flat ? doc.flat : doc.broken });
          break;
        case 'begin':
          return true;
        case 'at':
        case 'open':
        case 'end':
          break;
        default:
          doc satisfies never;
      }
    }
  }
  return false;
};

const isList = (doc: Doc): doc is readonly Doc[] => Array.isArray(doc);

const commentText = ({ text, doc }: Comment): string => {
  const marks = doc ? '##' : '#';
  // `###` and the like are lines that someone drew.
  return text === '' || /^[\s#]/.test(text) ? `${marks}${text}` : `${marks} ${text}`;
};

/** Decides where lines break, and puts every comment back where it was: behind something, or on its own line. */
export const layout = (doc: Doc, comments: readonly Comment[]): string => {
  const out: string[] = [];
  const commands: Command[] = [{ doc, indent: 0, flat: false }];
  let nextComment = 0;
  let column = 0;
  // A line break or blank is written only when text follows it: comments may come first.
  let pending: { readonly kind: 'newline'; readonly indent: number } | { readonly kind: 'space' } | undefined;
  let afterComment = false;
  let sourceLine = 0;
  let blockStart = true;

  const isCommented = (from: number, to: number): boolean => {
    let low = 0;
    let high = comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (comments[middle]!.span.start.offset <= from) low = middle + 1;
      else high = middle;
    }
    return low < comments.length && comments[low]!.span.start.offset < to;
  };
  /** Where the next text will stand. */
  const nextColumn = (indent: number): number => {
    if (pending?.kind === 'newline') return pending.indent;
    return afterComment ? indent + step : column + (pending ? 1 : 0);
  };
  const breakLine = (indent: number, blank: boolean): void => {
    // A sign that wanted a blank before a value has a comment behind it instead.
    if (out.length > 0) out.push(out.pop()!.trimEnd());
    if (out.length > 0) out.push(blank ? '\n\n' : '\n');
    out.push(' '.repeat(indent));
    column = indent;
  };
  const write = (text: string, indent: number): void => {
    if (text === '') return;
    if (pending?.kind === 'newline') breakLine(pending.indent, false);
    else if (afterComment) breakLine(indent + step, false);
    else if (pending) {
      out.push(' ');
      column++;
    }
    pending = undefined;
    afterComment = false;
    out.push(text);
    column += textWidth(text);
  };
  const flush = (before: number, indent: number, blanks: boolean): void => {
    for (
      ;
      nextComment < comments.length && comments[nextComment]!.span.start.offset < before;
      nextComment++
    ) {
      const comment = comments[nextComment]!;
      const inner = pending?.kind === 'newline' ? pending.indent : indent;
      const blank = blanks && !blockStart && comment.span.start.line > sourceLine + 1;
      if (comment.ownLine || afterComment) breakLine(inner, blank);
      else out.push('  ');
      out.push(commentText(comment));
      afterComment = true;
      blockStart = false;
      sourceLine = comment.span.start.line;
    }
  };

  for (let command = commands.pop(); command; command = commands.pop()) {
    const { doc: current, indent, flat } = command;
    if (typeof current === 'string') {
      write(current, indent);
      continue;
    }
    if (isList(current)) {
      for (let i = current.length - 1; i >= 0; i--) commands.push({ ...command, doc: current[i]! });
      continue;
    }
    switch (current.kind) {
      case 'line':
        if (!flat) pending = { kind: 'newline', indent };
        else if (current.flat === ' ' && pending === undefined) pending = { kind: 'space' };
        break;
      case 'hardline':
        pending = { kind: 'newline', indent };
        break;
      case 'indent':
        commands.push({ doc: current.doc, indent: indent + step, flat });
        break;
      case 'group': {
        const mustBreak = current.broken || isCommented(current.from, current.to);
        const tried = { doc: current.doc, indent, flat: true };
        const here = nextColumn(indent);
        const inFlat = !mustBreak && (flat || fits(tried, commands, pageWidth - here, isCommented));
        commands.push({ ...tried, flat: inFlat });
        break;
      }
      case 'hug': {
        const here = nextColumn(indent);
        const whole = { doc: current.flat, indent, flat: true };
        if (flat || fits(whole, commands, pageWidth - here, isCommented)) commands.push(whole);
        else {
          const hugs = here + current.opening <= pageWidth && indent + current.closing <= pageWidth;
          commands.push({ doc: hugs ? current.doc : current.otherwise, indent, flat: false });
        }
        break;
      }
      case 'either':
        commands.push({ ...command, doc: flat ? current.flat : current.broken });
        break;
      case 'at':
        flush(current.offset, indent, current.blanks);
        break;
      case 'begin': {
        flush(current.offset, indent, true);
        const blank = current.line > sourceLine + 1 && !blockStart;
        if (out.length > 0) breakLine(indent, blank);
        pending = undefined;
        afterComment = false;
        blockStart = false;
        sourceLine = current.line;
        break;
      }
      case 'open':
        blockStart = true;
        break;
      case 'end':
        sourceLine = current.line;
        break;
      default:
        current satisfies never;
    }
  }
  flush(Infinity, 0, true);
  return out.length === 0 ? '' : `${out.join('')}\n`;
};
