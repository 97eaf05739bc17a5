/** How many random cases a property is tried on: more with `NEURITE_RUNS=5000`. Shrinking stops after a while: large texts have many parts. */
export const runs = (usual: number) => ({
  numRuns: Number(process.env['NEURITE_RUNS'] ?? usual),
  interruptAfterTimeLimit: 120_000,
  markInterruptAsFailure: false,
});
