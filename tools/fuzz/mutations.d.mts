interface Placed {
  readonly start: { readonly offset: number };
  readonly end: { readonly offset: number };
}

export const randomNumbers: (seed: number) => () => number;
export const truncations: (text: string) => Iterable<string>;
export const tokenChanges: (text: string, tokens: readonly Placed[]) => Iterable<string>;
