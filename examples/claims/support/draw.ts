import { lineChart, picture, type LineChart, type Series } from '@neurite/core';
import { short } from './words.js';

/** Colours that are told apart in any order, also by most who see fewer of them. */
export const colours = ['#2563eb', '#ea580c', '#059669', '#9333ea', '#0891b2', '#b45309', '#64748b'] as const;

export const colourOf = (index: number): string => colours[index % colours.length]!;

type Chart = Partial<LineChart> & Pick<LineChart, 'title' | 'xLabel' | 'series'>;

const size = { width: 560, height: 320 } as const;

/** A figure of one or more charts, two in a row. */
export const figure = (title: string, line: string, ...charts: readonly Chart[]): string =>
  picture({
    title,
    line,
    charts: charts.map((chart) => lineChart({ format: short, ...size, ...chart })),
    columns: Math.min(2, charts.length),
    ...size,
  });

/** One line for each entry of a table, its values over 1, 2, 3, … or over the given places. */
export const linesOf = (
  values: Readonly<Record<string, readonly number[]>>,
  places?: readonly number[],
): readonly Series[] =>
  Object.entries(values).map(([name, list], index) => ({
    name,
    colour: colourOf(index),
    points: list.map((value, place) => [places?.[place] ?? place + 1, value] as const),
  }));

/** The values of each entry as points over its name. */
export const pointsOf = (
  values: Readonly<Record<string, readonly number[]>>,
): Pick<Chart, 'series'> & { readonly categories: readonly string[] } => ({
  categories: Object.keys(values),
  series: Object.values(values).map((list, index) => ({
    name: '',
    colour: colourOf(index),
    loose: true,
    // Equal values side by side, not one behind the other.
    points: list.map((value, place) => [index + (place - (list.length - 1) / 2) * 0.06, value] as const),
  })),
});
