/** The names of the spatial axes in shapes, by their number. */
export const spatialAxes = { 1: ['w'], 2: ['h', 'w'], 3: ['d', 'h', 'w'] } as const;

/** A text for each spatial axis. */
export const eachAxis = (rank: 1 | 2 | 3, text: (axis: string, index: number) => string): readonly string[] =>
  spatialAxes[rank].map(text);
