import {
  BackendError,
  OutOfMemory,
  type Buffer,
  type Executable,
  type Program,
  type TensorType,
} from '@neurite/contract';
import { buildModule, i32 } from '../encoder/index.js';
import { alignment, type Block, type KernelLibrary } from '../engine/index.js';
import { createUnit } from '../math/index.js';
import { bytesOf, layOut, type Layout } from './layout.js';
import { emitProgram } from './emit.js';
import { writeSource } from './lift.js';
import { createSites, type Site } from './site.js';
import { createStatics } from './statics.js';

/** What an executable needs of its device. */
export interface Host {
  readonly library: KernelLibrary;
  /** Whether sums of products may be fused. */
  readonly relaxed: boolean;
  int32(): Int32Array;
  float32(): Float32Array;
  take(bytes: number): Block;
  give(block: Block): void;
  /** The address of a live buffer of this device, which must have the given type. */
  addressOf(buffer: Buffer, type: TensorType): number;
  createBuffer(type: TensorType): Buffer;
  free(buffer: Buffer): void;
}

interface Compiled {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly block: Block;
  /** The address of the table: inputs, then outputs. */
  readonly table: number;
  readonly sites: readonly Site[];
}

/** Generates the module, and takes the memory that it runs in. */
const compile = (program: Program, host: Host): Compiled => {
  const layout = layOut(program);
  const module = buildModule();
  const statics = createStatics(alignment);
  const sites = createSites(module.global('site'));
  let tableAddress = 0;
  const ports = program.inputs.length + program.outputs.length;
  const table = statics.reserve(4 * ports, (address) => (tableAddress = address));
  const constants = ({ lifted }: Layout) =>
    lifted.sources.map((source) =>
      statics.reserve(bytesOf(source.attributes.type), (address) =>
        writeSource(source, host.int32(), host.float32(), address),
      ),
    );
  const arena = statics.reserve(layout.plan.arena);
  const run = module.function({ parameters: [] }, () =>
    emitProgram({ unit: createUnit(module, host.relaxed), sites, constants }, layout, {
      inputs: program.inputs.map((_, port) => i32.load(table, 4 * port)),
      outputs: program.outputs.map((_, port) => i32.load(table, 4 * (program.inputs.length + port))),
      arena,
    }),
  );
  module.export('run', run);
  const block = host.take(statics.bytes());
  statics.place(block.address);
  return { bytes: module.bytes(), block, table: tableAddress, sites: sites.list };
};

const describe = ({ dtype, shape }: TensorType): string => `${dtype}[${shape.join(', ')}]`;

/** A failure with the layer that it happened in. */
const failure = (cause: unknown, site: Site | undefined): BackendError => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const Failure = cause instanceof OutOfMemory ? OutOfMemory : BackendError;
  if (site === undefined) return new Failure(reason, undefined, undefined, { cause });
  const { path, source, line } = site.origin ?? { path: '' };
  const place = line === undefined ? '' : ` (${source ?? ''}:${line})`;
  const layer = path === '' ? '' : ` in ${path}${place}`;
  const types = site.inputs.map(describe).join(', ');
  return new Failure(`${site.primitive}(${types})${layer} failed: ${reason}`, site.origin, site.inputs, {
    cause,
  });
};

/** Compiles a program for a device. The caller keeps track of it, and disposes it with the device. */
export const createExecutable = async (program: Program, host: Host): Promise<Executable> => {
  const { bytes, block, table, sites } = compile(program, host);
  const { instance } = await WebAssembly.instantiate(bytes, {
    env: { memory: host.library.memory },
    library: host.library as unknown as WebAssembly.ModuleImports,
  });
  const run = instance.exports['run'] as () => void;
  const site = instance.exports['site'] as WebAssembly.Global<'i32'>;
  const inputTypes = program.inputs.map(({ value }) => program.values[value]!);
  const outputTypes = program.outputs.map(({ value }) => program.values[value]!);
  const donors = new Map(program.donated.map(([input, output]) => [output, input]));
  const donatedInputs = new Set(program.donated.map(([input]) => input));
  const first = table / 4;
  let isDisposed = false;

  const bindInputs = (inputs: readonly Buffer[]): void => {
    const words = host.int32();
    const seen = new Set<Buffer>();
    inputs.forEach((buffer, port) => {
      words[first + port] = host.addressOf(buffer, inputTypes[port]!);
      if (donatedInputs.size > 0) seen.add(buffer);
    });
    // Writing a donated buffer in place would change what the other port reads.
    if (
      donatedInputs.size > 0 &&
      seen.size !== inputs.length &&
      inputs.some(
        (buffer, port) => donatedInputs.has(port) && inputs.indexOf(buffer) !== inputs.lastIndexOf(buffer),
      )
    )
      throw new Error('A donated buffer was passed to another port of the same run.');
  };

  return {
    bytes: block.bytes,
    run: (inputs) => {
      if (isDisposed) throw new Error('This executable was disposed.');
      if (inputs.length !== inputTypes.length)
        throw new Error(`The program takes ${inputTypes.length} inputs, got ${inputs.length}.`);
      const outputs: Buffer[] = [];
      try {
        outputTypes.forEach((type, port) => {
          const donor = donors.get(port);
          outputs.push(donor === undefined ? host.createBuffer(type) : inputs[donor]!);
        });
        bindInputs(inputs);
        const words = host.int32();
        outputs.forEach((buffer, port) => {
          words[first + inputTypes.length + port] = host.addressOf(buffer, outputTypes[port]!);
        });
      } catch (error) {
        outputs.forEach((buffer, port) => donors.has(port) || host.free(buffer));
        throw error;
      }
      try {
        run();
      } catch (error) {
        outputs.forEach((buffer, port) => donors.has(port) || host.free(buffer));
        throw failure(error, sites[site.value]);
      }
      return outputs;
    },
    dispose: () => {
      if (isDisposed) return;
      isDisposed = true;
      host.give(block);
    },
  };
};
