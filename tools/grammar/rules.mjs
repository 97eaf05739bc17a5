// The grammar as the parser serialises it → rules that are drawn and written, without what is only of use to the parser.

/** Kinds of tokens that stand for many texts; the others are written as they are. */
const isLiteral = ({ label }) => label.startsWith('"');

const isComma = (part) => part?.kind === 'literal' && part.text === ',';

/** Parts of a rule, with a list and its last comma as one. */
const partsOf = (definition, inlined) => {
  const parts = definition.map((part) => partOf(part, inlined));
  return parts.flatMap((part, index) => {
    const next = parts[index + 1];
    const previous = parts[index - 1];
    if (part.kind === 'list' && next?.kind === 'optional' && isComma(next.part)) return [part];
    if (previous?.kind === 'list' && part.kind === 'optional' && isComma(part.part)) return [];
    return [part];
  });
};
const sequenceOf = (definition, inlined) => {
  const parts = partsOf(definition, inlined);
  return parts.length === 1 ? parts[0] : { kind: 'sequence', parts };
};

const partOf = (part, inlined) => {
  switch (part.type) {
    case 'Terminal':
      return isLiteral(part)
        ? { kind: 'literal', text: part.label.slice(1, -1) }
        : { kind: 'token', name: part.name };
    case 'NonTerminal':
      return inlined.get(part.name) ?? { kind: 'rule', name: part.name };
    case 'Alternative':
      return sequenceOf(part.definition, inlined);
    case 'Alternation':
      return { kind: 'choice', parts: part.definition.map((one) => partOf(one, inlined)) };
    case 'Option':
      return { kind: 'optional', part: sequenceOf(part.definition, inlined) };
    case 'Repetition':
      return { kind: 'repeated', part: sequenceOf(part.definition, inlined) };
    case 'RepetitionWithSeparator':
      return {
        kind: 'list',
        part: sequenceOf(part.definition, inlined),
        between: partOf(part.separator, inlined),
      };
    default:
      throw new Error(`The grammar has a part that cannot be drawn: ${part.type}.`);
  }
};

/** The rules in the order of the parser. One that is only another name for a rule or a token is shown as what it stands for. */
export const rulesOf = (grammar) => {
  const inlined = new Map();
  for (const { name, definition } of grammar)
    if (definition.length === 1 && ['Terminal', 'NonTerminal'].includes(definition[0].type))
      inlined.set(name, partOf(definition[0], inlined));
  return grammar
    .filter(({ name }) => !inlined.has(name))
    .map(({ name, definition }) => ({ name, part: sequenceOf(definition, inlined) }));
};

/** A part in the notation of ISO 14977: `{ }` any number of times, `[ ]` or nothing. */
export const written = (part, inside = false) => {
  switch (part.kind) {
    case 'literal':
      return `"${part.text}"`;
    case 'token':
    case 'rule':
      return part.name;
    case 'sequence':
      return part.parts.map((one) => written(one, true)).join(', ');
    case 'choice': {
      const list = part.parts.map((one) => written(one)).join(' | ');
      return inside ? `( ${list} )` : list;
    }
    case 'optional':
      return `[ ${written(part.part)} ]`;
    case 'repeated':
      return `{ ${written(part.part)} }`;
    case 'list': {
      const [item, between] = [written(part.part, true), written(part.between)];
      return `[ ${item}, { ${between}, ${item} }, [ ${between} ] ]`;
    }
    default:
      throw new Error(`no such part: ${part.kind}`);
  }
};
