import {
  type DefinitionOf,
  type InputTable,
  inputDeclaration,
  type Kind,
  type OptionTable,
} from '@neurite/contract';
import { optionDoc, optionLabel } from './option.js';

type Entry = DefinitionOf[Kind];

/** What kind of thing an entry is, for people: `activation`, `layer`, `optimizer`. */
export const kindLabel = (entry: Entry): string => {
  if (entry.kind !== 'layer') return entry.kind;
  const isCalledSo = entry.family === 'activation' || entry.family === 'normalizer';
  return isCalledSo ? entry.family : `layer, ${entry.family}`;
};

/** What flows in and out, in the dimension grammar: `x: [batch, ...s] → y: [batch, ...s]`. */
export const flowOf = (entry: Entry): string | undefined => {
  if (entry.kind === 'layer' || entry.kind === 'transform')
    return `${inputs(entry.inputs)} → ${Object.entries(entry.outputs)
      .map(([name, shape]) => `${name}: ${shape}`)
      .join(', ')}`;
  if (entry.kind === 'augmentation') return inputs(entry.inputs);
  if (entry.kind === 'loss' || entry.kind === 'metric') return entry.signatures.map(inputs).join(' or ');
  return undefined;
};

const inputs = (table: InputTable): string =>
  Object.entries(table)
    .map(([name, input]) => {
      const { shape, optional, variadic } = inputDeclaration(input);
      return `${name}: ${shape}${optional === true ? ' (optional)' : ''}${variadic === true ? ' …' : ''}`;
    })
    .join(', ');

/** `conv2d(filters: int, kernel: int or [int] = 3, …)`. */
export const signatureOf = (entry: Entry): string => {
  const options = Object.entries(entry.options as OptionTable);
  return options.length === 0
    ? entry.name
    : `${entry.name}(${options.map(([name, option]) => optionLabel(name, option)).join(', ')})`;
};

const optionList = (options: OptionTable): readonly string[] =>
  Object.entries(options).map(
    ([name, option]) => `- \`${optionLabel(name, option)}\` – ${optionDoc(option)}`,
  );

const weightList = (entry: Entry): readonly string[] =>
  entry.kind !== 'layer'
    ? []
    : [
        ...Object.entries(entry.parameters).map(
          ([name, { shape, doc }]) => `- \`${name}: ${shape}\`${doc === undefined ? '' : ` – ${doc}`}`,
        ),
        ...Object.entries(entry.state).map(
          ([name, { shape }]) => `- \`${name}: ${shape}\`, kept, not learned`,
        ),
      ];

/** Everything an editor shows of an entry of the catalog, as Markdown. */
export const describeEntry = (entry: Entry): string => {
  const flow = flowOf(entry);
  const options = optionList(entry.options as OptionTable);
  const conditions = 'assert' in entry ? (entry.assert ?? []) : [];
  const weights = weightList(entry);
  return [
    `**${entry.name}** (${kindLabel(entry)})`,
    entry.summary,
    ...(entry.formula === undefined ? [] : [`\`${entry.formula}\``]),
    ...(flow === undefined ? [] : [`\`${flow}\``]),
    ...(entry.description === undefined ? [] : [entry.description]),
    ...(options.length === 0 ? [] : [`Options:\n${options.join('\n')}`]),
    ...(conditions.length === 0
      ? []
      : [`Requires ${conditions.map((condition) => `\`${condition}\``).join(', ')}.`]),
    ...(weights.length === 0 ? [] : [`Weights:\n${weights.join('\n')}`]),
    ...(entry.references === undefined || entry.references.length === 0
      ? []
      : [entry.references.map((reference) => `*${reference}*`).join('\n')]),
  ].join('\n\n');
};

/** The short form that stands beside a list of names. */
export const summariseEntry = (entry: Entry): string =>
  [entry.summary, ...(entry.formula === undefined ? [] : [`\`${entry.formula}\``])].join('\n\n');
