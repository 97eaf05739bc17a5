/**
 * How many random cases a property is tried on: more with `NEURITE_RUNS=5000`, others with `NEURITE_SEED=7`. The usual ones are the same
 * every time, so that a change is not blamed for a mistake that was there before. Shrinking stops after a while: large texts have many parts.
 */
export const runs = (usual: number) => ({
  numRuns: Number(process.env['NEURITE_RUNS'] ?? usual),
  seed: Number(process.env['NEURITE_SEED'] ?? 20_260_104),
  interruptAfterTimeLimit: 120_000,
  markInterruptAsFailure: false,
});
