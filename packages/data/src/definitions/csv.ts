import { source } from '@neurite/contract';
import { openContent } from '../bytes/content.js';
import { openCsv } from '../bytes/csv.js';

/** A table of comma-separated values: each column is a column of the data. */
export const csv = source({
  name: 'csv',
  summary: 'A table of comma-separated values, gzip or not; the types of its columns are inferred.',
  description:
    'Columns of true and false are bool, of whole numbers int32, of numbers float32, others text. `features` puts several numeric columns side by side. A table that would take more than 512 MiB of memory is read once, written into a file of numbers that nobody else sees, and read from there while it is needed.',
  references: ['RFC 4180'],
  options: {
    file: { type: 'string', least: 1, doc: 'The file.' },
    header: {
      type: 'bool',
      default: true,
      doc: 'Whether the first line names the columns; otherwise they are column_1, column_2, …',
    },
    delimiter: { type: 'string', default: ',', least: 1, doc: 'What separates cells.' },
    features: {
      type: 'list',
      of: 'string',
      default: null,
      least: 1,
      distinct: true,
      doc: 'Numeric columns to put side by side into one column `features`.',
    },
    missing: {
      type: 'choice',
      choices: ['error', 'drop'],
      default: 'error',
      doc: 'What to do with rows that have an empty cell.',
    },
  },
  columns: { features: 'float32[n]' },
  open: async (context) => {
    const { options, streaming } = context;
    const content = await openContent(options.file, context);
    return content.ok ? openCsv(content.value, options, streaming) : content;
  },
});
