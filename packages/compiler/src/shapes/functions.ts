import { type PaddingRule, windowCount } from '@neurite/contract';
import {
  type Extent,
  add,
  ceilDivide,
  exactQuotient,
  floorDivide,
  multiply,
  print,
  product,
  sameExtent,
  subtract,
} from '../extents/extent.js';
import { broadcast, matrixProduct } from './broadcast.js';
import {
  type Problem,
  type ShapeValue,
  isExtent,
  isList,
  isPack,
  isProblem,
  printShape,
  problem,
} from './value.js';

type ShapeFunction = (...values: readonly ShapeValue[]) => ShapeValue;

/** Element `axis` of a list, negative counted from the end; a number stands for itself on every axis. */
const elementOf = (list: ShapeValue, axis: number): ShapeValue => {
  if (!isList(list)) return list;
  return list.at(axis) ?? problem(`there is no axis ${axis} among ${list.length}`);
};

const whole = (value: ShapeValue, what: string): number | Problem =>
  typeof value === 'number' ? value : problem(`${what} must be a number that is known`);

const windowsOf = (extent: Extent, axis: number, settings: readonly ShapeValue[]): ShapeValue => {
  const [sizes, strides, padding, dilations, ceil] = settings;
  const size = whole(elementOf(sizes!, axis), 'the size of a window');
  const stride = strides === null ? size : whole(elementOf(strides!, axis), 'the stride');
  const dilation = whole(elementOf(dilations ?? 1, axis), 'the dilation');
  if (typeof size !== 'number') return size;
  if (typeof stride !== 'number') return stride;
  if (typeof dilation !== 'number') return dilation;
  const rule = elementOf(padding!, axis) as PaddingRule;
  if (typeof extent === 'number') {
    const count = windowCount(extent, 0, { size, stride, padding: rule, dilation, ceil: ceil === true });
    const reach = dilation * (size - 1) + 1;
    return count > 0 ? count : problem(`no window of ${reach} fits into ${extent}`);
  }
  if (rule === 'same') return ceilDivide(extent, stride);
  const free = subtract(add(extent, rule === 'valid' ? 0 : 2 * (rule as number)), dilation * (size - 1) + 1);
  if (ceil === true && stride !== 1)
    return problem(`windows that hang over need an extent that is known; ${print(extent)} is not`);
  return add(floorDivide(free, stride), 1);
};

/** The extent whose windows are `extent`: what a transposed convolution gives. */
const upsampledTo = (extent: Extent, axis: number, settings: readonly ShapeValue[]): ShapeValue => {
  const [sizes, strides, padding, dilations] = settings;
  const size = whole(elementOf(sizes!, axis), 'the size of a window');
  const stride = whole(elementOf(strides!, axis), 'the stride');
  const dilation = whole(elementOf(dilations ?? 1, axis), 'the dilation');
  if (typeof size !== 'number') return size;
  if (typeof stride !== 'number') return stride;
  if (typeof dilation !== 'number') return dilation;
  const rule = elementOf(padding!, axis);
  if (rule === 'same') return multiply(extent, stride);
  const reach = dilation * (size - 1) + 1;
  const sides = rule === 'valid' ? 0 : 2 * (rule as number);
  // `valid` is what no window of the forward convolution would have to leave out.
  return add(
    multiply(subtract(extent, 1), stride),
    rule === 'valid' ? Math.max(reach, stride) : reach - sides,
  );
};

const overAxes =
  (rule: (extent: Extent, axis: number, settings: readonly ShapeValue[]) => ShapeValue): ShapeFunction =>
  (extents, first, ...settings) => {
    if (isExtent(extents!)) return rule(extents, first as number, settings);
    const results = (extents as readonly Extent[]).map((extent, i) =>
      rule(extent, (first as number) + i, settings),
    );
    return results.find(isProblem) ?? results;
  };

/** Extents with a border, or without one where `sign` is −1; behind as before where nothing else is said. */
const bordered =
  (sign: 1 | -1): ShapeFunction =>
  (pack, before, after) => {
    const results = (pack as readonly Extent[]).map((extent, axis): ShapeValue => {
      const low = whole(elementOf(before!, axis), 'the border');
      const high = after === null ? low : whole(elementOf(after!, axis), 'the border behind');
      if (typeof low !== 'number') return low;
      if (typeof high !== 'number') return high;
      const result = add(extent, sign * (low + high));
      return typeof result === 'number' && result < 1
        ? problem(`${low} and ${high} are too much of ${print(extent)}`)
        : result;
    });
    return results.find(isProblem) ?? (results as readonly Extent[]);
  };

/** As many axes as there are, each of its element of a size. */
const resized: ShapeFunction = (pack, size) => {
  const results = (pack as readonly Extent[]).map((_, axis) => elementOf(size!, axis));
  return results.find(isProblem) ?? (results as readonly Extent[]);
};

const axesOf = (axes: ShapeValue, rank: number): readonly number[] | Problem => {
  const list = (axes === null ? [] : isList(axes) ? axes : [axes]) as readonly number[];
  const wrong = list.find((axis) => axis < -rank || axis >= rank);
  return wrong === undefined
    ? list.map((axis) => (axis < 0 ? axis + rank : axis))
    : problem(`there is no axis ${wrong} among ${rank}`);
};

const withAxes = (
  axes: ShapeValue,
  rank: number,
  use: (positive: readonly number[]) => ShapeValue,
): ShapeValue => {
  const positive = axesOf(axes, rank);
  return 'problem' in positive ? positive : use(positive);
};

const concatenated: ShapeFunction = (list, axis) => {
  const shapes = list as readonly (readonly Extent[])[];
  const first = shapes[0]!;
  return withAxes(axis!, first.length, ([at]) => {
    for (const shape of shapes) {
      const same =
        shape.length === first.length &&
        shape.every((extent, i) => i === at || sameExtent(extent, first[i]!));
      if (!same)
        return problem(
          `${printShape(first)} and ${printShape(shape)} differ beside the axis that they are joined along`,
        );
    }
    return first.map((extent, i) => (i === at ? shapes.map((shape) => shape[i]!).reduce(add) : extent));
  });
};

const reduced: ShapeFunction = (pack, axes, keep) => {
  const shape = pack as readonly Extent[];
  return withAxes(axes!, shape.length, (list) =>
    keep === true
      ? shape.map((extent, i) => (list.includes(i) ? 1 : extent))
      : shape.filter((_, i) => !list.includes(i)),
  );
};

const permuted: ShapeFunction = (pack, order) => {
  const shape = pack as readonly Extent[];
  const given = (isList(order!) ? order : [order]) as readonly number[];
  if (given.length > shape.length) return problem(`an order of ${given.length} axes for ${shape.length}`);
  // Axes before those that are named, the batch above all, stay.
  const lead = shape.length - given.length;
  return withAxes(given, shape.length, (list) =>
    new Set(list).size === list.length && list.every((axis) => axis >= lead)
      ? [...shape.slice(0, lead), ...list.map((axis) => shape[axis]!)]
      : problem(`an order names every axis once; [${given.join(', ')}] does not`),
  );
};

const reshaped: ShapeFunction = (pack, to) => {
  const size = product(pack as readonly Extent[]);
  const target = to as readonly Extent[];
  const open = target.filter((extent) => extent === -1).length;
  if (open > 1) return problem('only one extent may be -1');
  const known = product(target.filter((extent) => extent !== -1));
  if (open === 0)
    return sameExtent(size, known)
      ? target
      : problem(
          `${printShape(pack as readonly Extent[])} has ${print(size)} elements, ${printShape(target)} has ${print(known)}`,
        );
  const rest = sameExtent(known, 0) ? undefined : exactQuotient(size, known);
  return rest === undefined
    ? problem(`${print(size)} elements cannot be divided by ${print(known)}`)
    : target.map((extent) => (extent === -1 ? rest : extent));
};

const sliced: ShapeFunction = (pack, axes, start, size, drop) => {
  const shape = pack as readonly Extent[];
  return withAxes(axes!, shape.length, (list) =>
    withAxes(drop!, shape.length, (gone) => {
      const result = [...shape];
      for (const [i, axis] of list.entries()) {
        const cut = cutOf(shape[axis]!, (start as readonly number[])[i]!, (size as readonly number[])[i]!);
        if (!isExtent(cut)) return cut;
        result[axis] = cut;
      }
      const long = gone.find((axis) => typeof result[axis] === 'number' && result[axis] !== 1);
      return long === undefined
        ? result.filter((_, axis) => !gone.includes(axis))
        : problem(`an axis of ${print(result[long]!)} cannot disappear`);
    }),
  );
};

const cutOf = (extent: Extent, start: number, size: number): ShapeValue => {
  if (typeof extent === 'number') {
    const from = start < 0 ? start + extent : start;
    const length = size === -1 ? extent - from : size;
    return from >= 0 && length >= 1 && from + length <= extent
      ? length
      : problem(
          size === 1
            ? `there is no index ${start} in ${extent}`
            : `${from}..${from + length} is not inside 0..${extent}`,
        );
  }
  if (size !== -1) return size;
  return start < 0 ? -start : subtract(extent, start);
};

const extreme =
  (choose: (...values: readonly number[]) => number, name: string): ShapeFunction =>
  (...values) => {
    const extents = values.flat() as readonly Extent[];
    if (extents.every((extent) => typeof extent === 'number'))
      return choose(...(extents as readonly number[]));
    return extents.every((extent) => sameExtent(extent, extents[0]!))
      ? extents[0]!
      : problem(`${name}(${extents.map(print).join(', ')}) needs extents that are known`);
  };

/** The functions of the dimension grammar; docs/plugins.md describes them for authors of plugins. */
export const shapeFunctions: Readonly<Record<string, ShapeFunction>> = {
  windows: overAxes(windowsOf),
  upsampled: overAxes(upsampledTo),
  at: (list, axis) => elementOf(list!, axis as number),
  product: (value) => (isPack(value!) ? product(value) : value!),
  sum: (value) => (isPack(value!) ? value.reduce(add, 0 as Extent) : value!),
  rank: (value) => (isList(value!) ? value.length : problem('only a shape has a rank')),
  max: extreme(Math.max, 'max'),
  min: extreme(Math.min, 'min'),
  broadcasted: (a, b) => {
    const shapes = (b === undefined ? a : [a, b]) as readonly (readonly Extent[])[];
    return shapes.reduce<readonly Extent[] | Problem>(
      (result, shape) => ('problem' in result ? result : broadcast(result, shape)),
      [],
    );
  },
  matrix_product: (a, b) => matrixProduct(a as readonly Extent[], b as readonly Extent[]),
  bordered: bordered(1),
  trimmed: bordered(-1),
  resized,
  concatenated,
  reduced,
  permuted,
  reshaped,
  sliced,
};
