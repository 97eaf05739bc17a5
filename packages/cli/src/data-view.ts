import type { ClassCount, DataDescription, FieldDescription } from '@neurite/core';
import Table from 'cli-table3';
import { grouped, short } from './terminal/numbers.js';
import { paint, type Terminal } from './terminal/terminal.js';

const tableOf = (terminal: Terminal, head: readonly string[], right: number): InstanceType<typeof Table> =>
  new Table({
    head: [...head],
    style: terminal.color
      ? { head: ['bold'], border: ['dim'], compact: true }
      : { head: [], border: [], compact: true },
    colAligns: head.map((_, index) => (index < right ? 'left' : 'right')),
  });

const typeOf = ({ type, shape }: FieldDescription): string =>
  type === 'text' ? type : `${type} [${shape.join(', ')}]`;

const stepsOf = ({ column, steps }: FieldDescription): string => [column, ...steps].join(' -> ');

const showClasses = (terminal: Terminal, name: string, classes: readonly ClassCount[]): void => {
  const parts = Object.keys(classes[0]?.counts ?? {}) as (keyof ClassCount['counts'])[];
  const table = tableOf(terminal, [name, ...parts, 'share'], 1);
  const total = classes.reduce((sum, { counts }) => sum + (counts.train ?? 0), 0);
  for (const { name: label, counts } of classes)
    table.push([
      label,
      ...parts.map((part) => grouped(counts[part] ?? 0)),
      `${((100 * (counts.train ?? 0)) / total).toFixed(1)} %`,
    ]);
  terminal.out(`${table.toString()}\n`);
};

/** What `nn data` says to people. */
export const showData = (terminal: Terminal, name: string, description: DataDescription): void => {
  const { parts, columns, fields, duplicates } = description;
  terminal.out(`${paint(terminal, 'bold', name)}\n`);
  terminal.out(
    `  ${Object.entries(parts)
      .map(([part, count]) => `${part} ${grouped(count)}`)
      .join(', ')}\n`,
  );
  terminal.out(
    `  columns: ${Object.entries(columns)
      .map(([column, type]) => `${column} ${type}`)
      .join(', ')}\n`,
  );
  const table = tableOf(
    terminal,
    ['field', 'from', 'type', 'least', 'greatest', 'mean', 'deviation', 'missing'],
    3,
  );
  for (const field of fields) {
    const { numbers } = field;
    table.push([
      field.name,
      stepsOf(field),
      typeOf(field),
      ...(numbers === undefined
        ? ['', '', '', '']
        : [numbers.least, numbers.greatest, numbers.mean, numbers.deviation].map(short)),
      grouped(field.missing),
    ]);
  }
  terminal.out(`${table.toString()}\n`);
  for (const { name: field, classes } of fields)
    if (classes !== undefined) showClasses(terminal, field, classes);
  if (duplicates === undefined) {
    terminal.out('duplicates are not counted: the data is read by rows, and not held in memory\n');
    return;
  }
  const others = (['validation', 'test'] as const).filter((part) => duplicates[part] !== undefined);
  terminal.out(
    `${grouped(duplicates.train)} examples of the training part are there twice${others
      .map((part) => `; ${grouped(duplicates[part]!)} of ${part} are in the training part, too`)
      .join('')}\n`,
  );
};
