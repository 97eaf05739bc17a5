import type { Observation } from '@neurite/compiler';
import type { GraphType, Span } from '@neurite/contract';

/** What was seen at a place: each distinct type and number of weights once, in order. */
export interface Shape {
  /** As users write types: `[28, 28, 16]`, `int32[seq]`; of a branch, those of its values. */
  readonly types: readonly string[];
  readonly parameters: readonly number[];
}

/** The shapes that places of a text were seen with. */
export interface Shapes {
  at(span: Span): Shape | undefined;
}

/** A type without its batch axis. */
export const printType = ({ dtype, shape }: GraphType): string => {
  const inner = shape[0] === 'batch' ? shape.slice(1) : shape;
  return `${dtype === 'float32' ? '' : dtype}[${inner.join(', ')}]`;
};

const keyOf = ({ start, end }: Span): string => `${start.offset} ${end.offset}`;

interface Seen {
  readonly types: Set<string>;
  readonly parameters: Set<number>;
}

const gather = (source: string, observations: readonly Observation[]): ReadonlyMap<string, Seen> => {
  const seen = new Map<string, Seen>();
  for (const { span, types, parameters } of observations) {
    if (span.source !== source) continue;
    const key = keyOf(span);
    const known = seen.get(key) ?? { types: new Set(), parameters: new Set() };
    seen.set(key, known);
    known.types.add(types.map(printType).join(', '));
    known.parameters.add(parameters);
  }
  return seen;
};

/** Put in order when somebody first asks: diagnostics need no shapes. */
export const createShapes = (source: string, observations: readonly Observation[]): Shapes => {
  let seen: ReadonlyMap<string, Seen> | undefined;
  return {
    at: (span) => {
      const found = (seen ??= gather(source, observations)).get(keyOf(span));
      return found && { types: [...found.types], parameters: [...found.parameters] };
    },
  };
};
