import type { Dtype } from '@neurite/contract';
import type { InputSignature, Manifest } from './artifact.js';

// Words that TypeScript takes for a type or a keyword where the name of an interface stands.
const reserved: ReadonlySet<string> = new Set(
  (
    'any as bigint boolean break case catch class const continue debugger default delete do else enum export extends false finally ' +
    'for function if implements import in instanceof interface let never new null number object package private protected public ' +
    'return static string super switch symbol this throw true try type typeof undefined unknown var void while with yield'
  ).split(' '),
);

/** The name of the interface of a model: its own, with `_` behind it where TypeScript has taken that. */
const interfaceName = (model: string): string => (reserved.has(model) ? `${model}_` : model);

const elements: Readonly<Record<Dtype, string>> = {
  float32: 'numbers',
  int32: 'whole numbers of 32 bits',
  bool: 'true and false',
};

const member = ({ name, dtype, shape, text }: InputSignature): string =>
  `    /** ${text === true ? 'A text, or ' : ''}${elements[dtype]}, \`[${shape.join(', ')}]\` for one example. */\n` +
  `    readonly ${name}: { readonly dtype: '${dtype}'; readonly shape: readonly [${shape.join(', ')}]${text === true ? '; readonly text: true' : ''} };\n`;

const side = (name: 'inputs' | 'outputs', signatures: readonly InputSignature[]): string =>
  `  readonly ${name}: {\n${signatures.map(member).join('')}  };\n`;

/**
 * What a model takes and gives, as a type for `load` of the package `neurite`: `load<DigitNet>('digits.artifact')`. The text of a
 * `.d.ts` file that imports nothing.
 */
export const declarationOf = ({
  model,
  inputs,
  outputs,
}: Pick<Manifest, 'model' | 'inputs' | 'outputs'>): string => {
  const name = interfaceName(model);
  return (
    `/** What the model ${model} takes and gives: \`load<${name}>(…)\` of the package neurite knows its names, shapes and types. */\n` +
    `export interface ${name} {\n${side('inputs', inputs)}${side('outputs', outputs)}}\n`
  );
};
