import type { Op, Program, Value } from '@neurite/contract';

/** Where the values of a program are needed. */
export interface Placement {
  /** In host memory, exactly. */
  readonly host: ReadonlySet<Value>;
  /** On the GPU. A value may be in both sets, or in none. */
  readonly gpu: ReadonlySet<Value>;
}

const indicesIn = (ports: Program['inputs'], values: ReadonlySet<Value>): readonly number[] =>
  ports.flatMap((port, index) => (values.has(port.value) ? [index] : []));

/** The placement within a scan's body, and the carries that the body must give back in host memory. */
export const scanPlacement = ({
  attributes: { body, constants, carries },
}: Op<'scan'>): Placement & { readonly hostCarries: ReadonlySet<number> } => {
  let hostCarries: ReadonlySet<number> = new Set();
  // A carry that the body reads on the host must also be carried on there, which may need more of the inputs.
  for (;;) {
    const placement = placementOf(body, hostCarries);
    const carried = indicesIn(body.inputs, placement.host)
      .map((input) => input - constants)
      .filter((carry) => carry >= 0 && carry < carries);
    if (carried.every((carry) => hostCarries.has(carry))) return { ...placement, hostCarries };
    hostCarries = new Set([...hostCarries, ...carried]);
  }
};

/**
 * Counters of `uniform`, and all that they are made of, must be known to the host exactly: textures hold floats, in which a seed
 * above 2²⁴ would lose its low bits. They are few and tiny: slices, sums and concatenations of int32[4].
 *
 * @param hostOutputs indices of outputs that are wanted in host memory as well.
 */
export const placementOf = (program: Program, hostOutputs: ReadonlySet<number> = new Set()): Placement => {
  const host = new Set<Value>([...hostOutputs].map((index) => program.outputs[index]!.value));
  const gpu = new Set<Value>(program.outputs.map((port) => port.value));
  // Backwards: what an operation makes is decided by those after it.
  for (let index = program.ops.length - 1; index >= 0; index--) {
    const op = program.ops[index]!;
    if (op.outputs.some((value) => host.has(value))) op.inputs.forEach((value) => host.add(value));
    else if (op.primitive === 'uniform') host.add(op.inputs[0]!);
    else if (op.primitive === 'scan') {
      const inner = scanPlacement(op);
      const { inputs } = op.attributes.body;
      for (const input of indicesIn(inputs, inner.host)) host.add(op.inputs[input]!);
      for (const input of indicesIn(inputs, inner.gpu)) gpu.add(op.inputs[input]!);
    } else op.inputs.forEach((value) => gpu.add(value));
  }
  return { host, gpu };
};
