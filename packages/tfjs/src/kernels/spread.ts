import { sizeOf, type Shape } from '@neurite/contract';
import { broadcastShapes } from '@neurite/program';

/** What is known of an operand. */
interface Operand {
  readonly shape: Shape;
  readonly size: number;
}

/** How operands of several shapes are walked through: rows of elements that lie side by side in the result. */
export interface Spread {
  readonly rows: number;
  readonly count: number;
  /** Bit k: operand k is one number for a whole row. */
  readonly single: number;
  /** By how many elements each operand moves on after a row. */
  readonly steps: readonly number[];
  /** Where operands and the result begin, in elements, for each block of rows. */
  readonly blocks: readonly { readonly operands: readonly number[]; readonly result: number }[];
}

interface Group {
  readonly extent: number;
  /** Bit k: operand k moves along these axes. */
  readonly moving: number;
}

/** Neighbouring axes along which the same operands move are one. */
const groupsOf = (shapes: readonly Shape[], result: Shape): readonly Group[] => {
  const groups: Group[] = [];
  result.forEach((extent, axis) => {
    if (extent === 1) return;
    const moving = shapes.reduce(
      (bits, shape, k) => bits | ((shape[axis - result.length + shape.length] ?? 1) === extent ? 1 << k : 0),
      0,
    );
    const last = groups.at(-1);
    if (last?.moving === moving) groups[groups.length - 1] = { extent: last.extent * extent, moving };
    else groups.push({ extent, moving });
  });
  return groups;
};

/** The first operand that has as many elements and axes as any: where the others are like it or single, that is the shape of all. */
const leadOf = (operands: readonly Operand[]): Operand | undefined => {
  let lead = operands[0]!;
  for (const operand of operands)
    if (operand.size > lead.size || operand.shape.length > lead.shape.length) lead = operand;
  const isLike = ({ shape, size }: Operand): boolean =>
    shape.length <= lead.shape.length &&
    (size === 1 ||
      (shape.length === lead.shape.length && shape.every((extent, axis) => extent === lead.shape[axis])));
  return operands.every(isLike) ? lead : undefined;
};

/** The shape that operands broadcast to. */
export const commonShape = (operands: readonly Operand[]): Shape => {
  const lead = leadOf(operands);
  if (lead !== undefined) return lead.shape;
  const rank = Math.max(...operands.map(({ shape }) => shape.length));
  return broadcastShapes(
    operands.map(({ shape }) => [...new Array<number>(rank - shape.length).fill(1), ...shape]),
  );
};

const origin = (operands: number) => [{ operands: new Array<number>(operands).fill(0), result: 0 }];

/** The way through operands that broadcast to the shape of the result. */
export const spreadOf = (operands: readonly Operand[], result: Shape): Spread => {
  const size = sizeOf(result);
  if (operands.every((operand) => operand.size === size || operand.size === 1)) {
    // The usual case: one row.
    let single = 0;
    if (size !== 1) operands.forEach((operand, k) => (single |= operand.size === 1 ? 1 << k : 0));
    return { rows: 1, count: size, single, steps: operands.map(() => 0), blocks: origin(operands.length) };
  }
  const shapes = operands.map(({ shape }) => shape);
  const groups = groupsOf(shapes, result);
  const all = (1 << shapes.length) - 1;
  const inner = groups.at(-1) ?? { extent: 1, moving: all };
  const outer = groups.at(-2) ?? { extent: 1, moving: all };
  const moves = ({ moving }: Group, k: number): boolean => ((moving >> k) & 1) === 1;
  const widths = shapes.map((_, k) => (moves(inner, k) ? inner.extent : 1));
  let spans = shapes.map((_, k) => widths[k]! * (moves(outer, k) ? outer.extent : 1));
  let span = inner.extent * outer.extent;
  let blocks = origin(shapes.length);
  for (const group of groups.slice(0, -2).toReversed()) {
    const [before, from, length] = [blocks, spans, span];
    blocks = Array.from({ length: group.extent }, (_, index) =>
      before.map(({ operands, result: at }) => ({
        operands: operands.map((offset, k) => offset + (moves(group, k) ? index * from[k]! : 0)),
        result: at + index * length,
      })),
    ).flat();
    spans = spans.map((each, k) => each * (moves(group, k) ? group.extent : 1));
    span *= group.extent;
  }
  return {
    rows: outer.extent,
    count: inner.extent,
    single: all & ~inner.moving,
    steps: widths.map((width, k) => (moves(outer, k) ? width : 0)),
    blocks,
  };
};
