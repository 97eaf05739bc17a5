import { type DefinitionOf, type Kind, optionLimits, type OptionTable } from '@neurite/contract';
import { nearest } from '@neurite/language';
import { catalog } from '@neurite/standard/catalog';
import type { Command } from '../command.js';
import { writeCatalog } from '../write-catalog.js';
import { exit, Stop } from '../terminal/exit.js';
import { paint, type Terminal } from '../terminal/terminal.js';

type Definition = DefinitionOf[Kind];

const groupOf = (definition: Definition): string =>
  definition.kind === 'layer' && definition.family !== 'core'
    ? definition.family === 'activation' || definition.family === 'normalizer'
      ? definition.family
      : `layer, ${definition.family}`
    : definition.kind;

const optionLine = (name: string, option: OptionTable[string]): string => {
  const fallback = option.default === undefined ? 'required' : `default ${JSON.stringify(option.default)}`;
  const type = option.type === 'choice' ? option.choices.join(' | ') : option.type;
  return `  ${name}: ${type} (${[fallback, ...optionLimits(option)].join(', ')})\n      ${option.doc}\n`;
};

const shapesOf = (definition: Definition): string => {
  if (definition.kind !== 'layer' && definition.kind !== 'transform' && definition.kind !== 'augmentation')
    return '';
  const inputs = Object.entries(definition.inputs).map(
    ([name, input]) =>
      `${name}: ${typeof input === 'string' ? input : input.shape + (input.optional ? ' (optional)' : '')}`,
  );
  // An augmentation gives what it takes.
  if (definition.kind === 'augmentation') return `  ${inputs.join(', ')}\n`;
  const outputs = Object.entries(definition.outputs).map(([name, shape]) => `${name}: ${shape}`);
  return `  ${inputs.join(', ')}  →  ${outputs.join(', ')}\n`;
};

const showOne = (terminal: Terminal, definition: Definition): void => {
  terminal.out(
    `${paint(terminal, 'bold', definition.name)}  ${paint(terminal, 'dim', groupOf(definition))}\n`,
  );
  terminal.out(`  ${definition.summary}\n`);
  if (definition.formula !== undefined) terminal.out(`  ${definition.formula}\n`);
  terminal.out(shapesOf(definition));
  if (definition.description !== undefined) terminal.out(`\n  ${definition.description}\n`);
  const options = Object.entries(definition.options as OptionTable);
  if (options.length > 0) terminal.out(`\n${paint(terminal, 'bold', 'Options')}\n`);
  for (const [name, option] of options) terminal.out(optionLine(name, option));
  const conditions = 'assert' in definition ? (definition.assert ?? []) : [];
  if (conditions.length > 0) terminal.out(`\n${paint(terminal, 'bold', 'Requires')}\n`);
  for (const condition of conditions) terminal.out(`  ${condition}\n`);
  if (definition.examples !== undefined && definition.examples.length > 0) {
    terminal.out(`\n${paint(terminal, 'bold', 'Examples')}\n`);
    for (const { code } of definition.examples) terminal.out(`  ${code}\n`);
  }
  if (definition.references !== undefined && definition.references.length > 0) {
    terminal.out(`\n${paint(terminal, 'bold', 'References')}\n`);
    for (const reference of definition.references) terminal.out(`  ${reference}\n`);
  }
};

const showAll = (terminal: Terminal): void => {
  const groups = new Map<string, Definition[]>();
  for (const definition of catalog.definitions) {
    const group = groupOf(definition);
    groups.set(group, [...(groups.get(group) ?? []), definition]);
  }
  for (const [group, definitions] of [...groups].sort(([a], [b]) => a.localeCompare(b))) {
    terminal.out(`${paint(terminal, 'bold', group)}\n`);
    for (const { name, summary } of [...definitions].sort((a, b) => a.name.localeCompare(b.name)))
      terminal.out(`  ${name.padEnd(26)} ${summary}\n`);
    terminal.out('\n');
  }
};

// Functions are not data; what is left is the definition as editors and documentation read it.
const asJson = (definition: Definition): unknown => JSON.parse(JSON.stringify(definition));

export const plugins: Command = {
  name: 'plugins',
  summary: 'Show the catalog, or one entry with its formula, options and references',
  arguments: ['[NAME]'],
  options: [
    {
      flags: '--write-catalog <module>',
      description:
        'in the folder of a plugin package: write its neurite.catalog.json, from the exports of a module',
    },
  ],
  example: 'nn plugins batch_norm',
  async run({ terminal, arguments: [name], options, common }) {
    if (typeof options['writeCatalog'] === 'string')
      return writeCatalog(options['writeCatalog'], terminal, common);
    if (name === undefined) {
      if (common.json) terminal.out(`${JSON.stringify({ plugins: catalog.definitions.map(asJson) })}\n`);
      else showAll(terminal);
      return exit.done;
    }
    const found = catalog.definitions.filter((definition) => definition.name === name);
    if (found.length === 0) {
      const close = nearest(
        name,
        catalog.definitions.map((definition) => definition.name),
      );
      throw new Stop(
        exit.usage,
        `There is no "${name}" in the catalog.${close === undefined ? '' : ` Did you mean "${close}"?`}`,
      );
    }
    if (common.json) terminal.out(`${JSON.stringify({ plugins: found.map(asJson) })}\n`);
    else found.forEach((definition) => showOne(terminal, definition));
    return exit.done;
  },
};
