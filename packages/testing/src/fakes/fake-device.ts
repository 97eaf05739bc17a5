import type { Buffer, Capabilities, Device, HostArray, HostTensor, Program } from '@neurite/contract';
import { evaluate } from '@neurite/program';

/** What a device may do wrong, for tests of the harness. */
export interface Defects {
  /** Changes the results of a run, the count of runs given. */
  readonly results?: (program: Program, results: readonly HostTensor[], run: number) => readonly HostTensor[];
  readonly leaks?: true;
  readonly forgetsDonation?: true;
  readonly writesInputs?: true;
  readonly supports?: Capabilities['supports'];
}

/** A device that runs the reference in single precision, with defects. */
export const fakeDevice = ({
  results: changed = (_, same) => same,
  supports = () => true,
  ...defects
}: Defects = {}): Device => {
  const held = new Map<Buffer, HostArray>();
  let runs = 0;
  const hold = ({ dtype, shape, data }: HostTensor): Buffer => {
    const buffer = { type: { dtype, shape } };
    held.set(buffer, data.slice());
    return buffer;
  };
  const capabilities: Capabilities = {
    name: 'fake',
    summary: '',
    memory: 'linear',
    exact: true,
    precision: 'float32',
    composites: [],
    supports,
    lowerings: {},
  };
  return {
    capabilities,
    description: 'fake',
    write: (type, data) => hold({ ...type, data }),
    rewrite: (buffer, data) => void held.set(buffer, data.slice()),
    read: async (buffer) => held.get(buffer)!.slice(),
    free: (buffer) => void held.delete(buffer),
    prepare: async (program) => ({
      bytes: 0,
      run: (inputs) => {
        const tensors = inputs.map((buffer) => ({ ...buffer.type, data: held.get(buffer)! }));
        const results = changed(program, evaluate(program, tensors, 'float32'), runs++);
        if (defects.leaks) hold(results[0]!);
        if (defects.writesInputs && inputs[0] !== undefined) held.get(inputs[0])!.fill(0);
        return results.map((result, output) => {
          const donor = program.donated.find((pair) => pair[1] === output)?.[0];
          if (donor === undefined || defects.forgetsDonation) return hold(result);
          held.set(inputs[donor]!, result.data.slice());
          return inputs[donor]!;
        });
      },
      dispose: () => undefined,
    }),
    statistics: () => ({
      buffers: held.size,
      bytes: [...held.values()].reduce((sum, { byteLength }) => sum + byteLength, 0),
      reserved: 0,
    }),
    close: () => held.clear(),
  };
};
