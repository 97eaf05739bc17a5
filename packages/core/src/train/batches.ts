/** How many examples a full step takes. */
export const stepSize = ({
  batch,
  accumulate = 1,
}: {
  readonly batch: number;
  readonly accumulate?: number;
}): number => batch * accumulate;

/** The batches that make a step. The last one may be smaller. */
export const batchesOf = (rows: Int32Array, batch: number): readonly Int32Array[] =>
  Array.from({ length: Math.ceil(rows.length / batch) }, (_, index) =>
    rows.subarray(index * batch, (index + 1) * batch),
  );
