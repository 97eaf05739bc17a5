import type { Parameter } from '@neurite/language';
import type { Definition } from '../names/definition.js';
import { parametersOf } from '../names/definition.js';
import { argumentsOf } from '../names/declarations.js';

const sliceOf = (text: string, { span }: { readonly span: Definition['span'] }): string =>
  text.slice(span.start.offset, span.end.offset);

/** `filters: int = 64`, as written. */
export const parameterLabel = (parameter: Parameter, text: string): string =>
  sliceOf(text, parameter).replace(/\s+/g, ' ');

/** The head of a declaration, as written: `block residual(filters: int, stride: int = 1)`. */
export const headOf = ({ node, kind, name }: Definition, text: string): string => {
  const parameters = parametersOf(node);
  if (node.kind === 'function') {
    const list = (some: readonly Parameter[]): string =>
      some.map((one) => parameterLabel(one, text)).join(', ');
    return `function ${name}(${list(node.inputs)}${node.options.length > 0 ? `; ${list(node.options)}` : ''})`;
  }
  const from = node.kind === 'settings' && node.from !== undefined ? ` from ${node.from.name}` : '';
  const list = parameters.map((parameter) => parameterLabel(parameter, text)).join(', ');
  return `${kind} ${name}${parameters.length > 0 ? `(${list})` : ''}${from}`;
};

/** One line that says what a name is. `text` is the text of the file that defines it. */
export const labelOf = (definition: Definition, text: string): string => {
  const { node, kind, name } = definition;
  switch (node.kind) {
    case 'model':
    case 'function':
    case 'data':
    case 'settings':
      return headOf(definition, text);
    case 'parameter':
      return `parameter ${parameterLabel(node, text)}`;
    case 'input':
      return `input ${name}${node.shape === undefined ? '' : `: ${sliceOf(text, node.shape)}`}`;
    default:
      return `${kind} ${name}`;
  }
};

/** The parameters and inputs that a call of the declaration may name. */
export const argumentLabels = (
  definition: Definition,
  text: string,
): readonly { readonly name: string; readonly label: string; readonly doc: string | undefined }[] =>
  argumentsOf(definition.node).map((argument) => ({
    name: argument.name,
    label: sliceOf(text, argument.node).replace(/\s+/g, ' '),
    doc: argument.doc,
  }));
