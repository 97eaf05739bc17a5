import type { Program, Value } from '@neurite/contract';

/** For each operation the values that nothing reads after it; outputs of the program are never among them. */
export const dyingAfter = ({
  values,
  ops,
  inputs,
  outputs,
}: Program): { readonly unread: readonly Value[]; readonly after: readonly (readonly Value[])[] } => {
  const last = new Int32Array(values.length).fill(-1);
  ops.forEach((op, index) => {
    for (const value of [...op.inputs, ...op.outputs]) last[value] = index;
  });
  const staying = new Set(outputs.map((port) => port.value));
  const after: Value[][] = ops.map(() => []);
  last.forEach((index, value) => {
    if (index >= 0 && !staying.has(value)) after[index]!.push(value);
  });
  const unread = inputs
    .map((port) => port.value)
    .filter((value) => last[value] === -1 && !staying.has(value));
  return { unread: [...new Set(unread)], after };
};
