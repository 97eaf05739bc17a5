import type {
  Axis,
  Catalog,
  DistributionDefinition,
  Point,
  SampleSpace,
  SearchedSetting,
} from '@neurite/contract';

/** A searched setting and the axes of the cube that are its own. */
export interface Side {
  readonly setting: SearchedSetting;
  readonly definition: DistributionDefinition;
  readonly space: SampleSpace;
  /** Its axes are those from here on, as many as it has. */
  readonly first: number;
  readonly axes: readonly Axis[];
}

/** The part of an axis that a round searches. Of items it is all of them. */
export type Window = readonly [from: number, to: number];

export const sidesOf = (settings: readonly SearchedSetting[], catalog: Catalog): readonly Side[] => {
  let first = 0;
  return settings.map((setting) => {
    const { distribution, values, integer } = setting;
    const definition = catalog.get('distribution', distribution.name);
    if (definition === undefined)
      throw new Error(
        `The catalog has no distribution "${distribution.name}": the compiler should have said so.`,
      );
    const space: SampleSpace = { options: distribution.options as SampleSpace['options'], values, integer };
    const axes = definition.axes(space);
    const side = { setting, definition, space, first, axes };
    first += axes.length;
    return side;
  });
};

export const axesOf = (sides: readonly Side[]): readonly Axis[] => sides.flatMap(({ axes }) => axes);

/** The coordinates of one setting. */
export const ownOf = ({ first, axes }: Side, at: readonly number[]): readonly number[] =>
  at.slice(first, first + axes.length);

/** The text of each setting at a place of the whole cube. */
export const pointAt = (sides: readonly Side[], at: readonly number[]): Point =>
  Object.fromEntries(
    sides.map((side) => [side.setting.target, side.definition.sample(ownOf(side, at), side.space)]),
  );

/** A place of a round's cube as one of the whole cube. */
export const within = (
  axes: readonly Axis[],
  windows: readonly Window[],
  place: readonly number[],
): readonly number[] =>
  place.map((at, index) => {
    const [from, to] = windows[index]!;
    return axes[index]!.kind === 'range' ? from + at * (to - from) : at;
  });

export const wholeCube = (axes: readonly Axis[]): readonly Window[] => axes.map(() => [0, 1]);

// A third: three rounds look at a twenty-seventh of each range, which no single one could with so few trials.
const NARROWER = 1 / 3;

/** A third of each range, about the best place so far. */
export const narrowed = (windows: readonly Window[], best: readonly number[]): readonly Window[] =>
  windows.map(([from, to], index) => {
    const width = (to - from) * NARROWER;
    const start = Math.min(1 - width, Math.max(0, best[index]! - width / 2));
    return [start, start + width];
  });
