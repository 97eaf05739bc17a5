import { failure, success, toLength, transform } from '@neurite/contract';
import { madeColumn } from '../bytes/made-column.js';
import { typeWords } from '../bytes/type-words.js';
import { report } from '../diagnostics.js';

/** Lists of tokens to one length. */
export const pad = transform({
  name: 'pad',
  summary: 'Lists of tokens, cut off or filled up to one length.',
  description: 'Give what reads them a mask, so that padding does not count: lstm(64, mask: tokens != 0).',
  options: {
    to: { type: 'int', minimum: 1, doc: 'The length.' },
    with: { type: 'int', default: 0, doc: 'What is put behind lists that are shorter.' },
    keep: {
      type: 'choice',
      choices: ['start', 'end'],
      default: 'start',
      doc: 'Which part of longer lists is kept.',
    },
  },
  inputs: { x: 'int32[batch, n]' },
  outputs: { y: 'int32[batch, to]' },
  host: async (column, { options, above }) => {
    if (column.type !== 'list') return failure(report('pad-type', { found: typeWords(column) }));
    const { to } = options;
    const lists = column.data;
    const padded = madeColumn(
      {
        type: { dtype: 'int32', shape: [to] },
        count: lists.length,
        step: 'pad',
        fill: (row, out, at) => out.set(toLength(lists[row]!, options), at),
      },
      above,
    );
    return padded.ok ? success({ column: padded.value }) : padded;
  },
  textStep: ({ to, with: filling, keep }) => ({ kind: 'length', to, with: filling, keep }),
});
