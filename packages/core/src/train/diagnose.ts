import type { Diagnostic, Graph, HostArray, Program, Span } from '@neurite/contract';
import { arrayLike } from '../data/columns.js';
import { fillBatch, type Part } from '../data/dataset.js';
import { windowOf } from '../data/windows.js';
import { portKey } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import { createStore, type Store } from '../session/store.js';
import { report } from '../diagnostics.js';
import { PROBE, probeProgram } from './probe.js';

/** The step that gave gradients that are not finite, and the state that it was taken from. */
export interface FailedStep {
  readonly step: number;
  readonly epoch: number;
  readonly seed: number;
  /** The rows of each of its batches. */
  readonly batches: readonly Int32Array[];
  readonly part: Part;
  readonly graph: Graph;
  /** The gradients program for so many rows. */
  readonly gradients: (examples: number) => Program;
  /** Holds parameters and statistics: a step that fails leaves them as they were. */
  readonly state: Store;
}

/** One batch of a failed step. */
interface Suspect extends Omit<FailedStep, 'batches' | 'gradients'> {
  /** The how many-th batch of its step it is, from 0. */
  readonly microbatch: number;
  readonly rows: Int32Array;
  readonly gradients: Program;
}

/** What was found out about a batch; `isSure` where a result of it is not finite. */
interface Suspicion {
  readonly diagnostic: Diagnostic;
  readonly isSure: boolean;
}

/**
 * Says where a step went wrong: runs its gradients again, on the state that was kept and with every operation watched, and names the
 * layer of the first result that is not finite. Training is not touched by this.
 */
export const diagnoseStep = async (failed: FailedStep, session: Session): Promise<Diagnostic> => {
  const { batches, gradients, ...more } = failed;
  let last: Suspicion | undefined;
  for (const [microbatch, rows] of batches.entries()) {
    const suspect = { ...more, microbatch, rows, gradients: gradients(rows.length) };
    last = await diagnoseBatch(suspect, session);
    if (last.isSure) break;
  }
  return last!.diagnostic;
};

const diagnoseBatch = async (suspect: Suspect, session: Session): Promise<Suspicion> => {
  const { program, watched } = probeProgram(suspect.gradients);
  const key = `probe ${suspect.rows.length}`;
  const prepared = await session.prepare(key, () => program);
  const { step, graph } = suspect;
  const unsure = (what: string): Suspicion => ({
    diagnostic: report('non-finite-step', { step, what }),
    isSure: false,
  });
  if (!prepared.ok) return unsure('its gradients are not finite');
  const window = await windowOf(suspect.part, suspect.rows, suspect);
  if (!window.ok) return { diagnostic: window.diagnostics[0]!, isSure: true };
  const own = createStore(session.device);
  try {
    bind(own, program, { ...suspect, part: window.value });
    const outputs = prepared.value.executable.run(suspect.state.inputsOf(prepared.value, own));
    const read = new Map<string, HostArray>();
    for (const [index, name] of prepared.value.outputs.entries()) {
      read.set(name, await session.device.read(outputs[index]!));
      session.device.free(outputs[index]!);
    }
    const first = read.get(portKey('finding', PROBE))!.findIndex((count) => count > 0);
    if (first < 0) return unsure(overflow(read));
    const path = suspect.gradients.origins[watched[first]!.origin]!.path;
    const span = spanOf(graph, path);
    const isForward = !Number.isFinite(read.get(portKey('metric', 'loss'))?.[0]);
    const what = isForward
      ? `the first value that is not finite comes out of "${path}"`
      : `the loss is finite, but the gradient is not, first at "${path}"`;
    return {
      diagnostic: report('non-finite-step', { step, what }, span === undefined ? {} : { span }),
      isSure: true,
    };
  } finally {
    own.close();
    session.forget(key);
  }
};

const bind = (own: Store, program: Program, { step, epoch, seed, microbatch, rows, part }: Suspect): void => {
  const fields = program.inputs.filter(({ role }) => role === 'batch');
  const arrays = new Map(
    fields.map(({ name }) => [name, arrayLike(part.columns.get(name)!, rows.length)] as const),
  );
  fillBatch(part, rows, arrays, { seed, epoch });
  for (const { role, name, value } of program.inputs) {
    const type = program.values[value]!;
    const key = portKey(role, name);
    if (role === 'batch') own.write(key, { type, data: arrays.get(name)! });
    else if (role === 'weight') own.write(key, { type, data: new Float32Array(rows.length).fill(1) });
    else if (role === 'counter') own.write(key, { type, data: Int32Array.of(seed, step, microbatch, 0) });
  }
};

/** Finite values whose squares are not: the norm of the gradients overflows. */
const overflow = (read: ReadonlyMap<string, HostArray>): string => {
  const gradient = portKey('gradient', 'gradient:');
  const sizes = [...read]
    .filter(([key]) => key.startsWith(gradient))
    .map(([key, data]) => ({ path: key.slice(gradient.length), size: largest(data) }))
    .sort((a, b) => b.size - a.size);
  const [worst] = sizes;
  return worst === undefined
    ? 'its gradients are not finite'
    : `gradients are finite, but their norm overflows; the largest, ${worst.size.toExponential(1)}, is that of "${worst.path}"`;
};

const largest = (data: HostArray): number => {
  let size = 0;
  for (const value of data) size = Math.max(size, Math.abs(value));
  return size;
};

const spanOf = (graph: Graph, path: string): Span | undefined =>
  graph.nodes.find((node) => node.path === path)?.span;
