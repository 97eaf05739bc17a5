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
  readonly rows: Int32Array;
  readonly part: Part;
  readonly graph: Graph;
  /** The gradients program for so many rows. */
  readonly gradients: Program;
  /** Holds parameters and statistics: a step that fails leaves them as they were. */
  readonly state: Store;
}

/**
 * Says where a step went wrong: runs its gradients again, on the state that was kept and with every operation watched, and names the
 * layer of the first result that is not finite. Training is not touched by this.
 */
export const diagnoseStep = async (failed: FailedStep, session: Session): Promise<Diagnostic> => {
  const { program, watched } = probeProgram(failed.gradients);
  const key = `probe ${failed.rows.length}`;
  const prepared = await session.prepare(key, () => program);
  const { step, graph } = failed;
  if (!prepared.ok) return report('non-finite-step', { step, what: 'its gradients are not finite' });
  const window = await windowOf(failed.part, failed.rows, failed);
  if (!window.ok) return window.diagnostics[0]!;
  const own = createStore(session.device);
  try {
    bind(own, program, { ...failed, part: window.value });
    const outputs = prepared.value.executable.run(failed.state.inputsOf(prepared.value, own));
    const read = new Map<string, HostArray>();
    for (const [index, name] of prepared.value.outputs.entries()) {
      read.set(name, await session.device.read(outputs[index]!));
      session.device.free(outputs[index]!);
    }
    const first = read.get(portKey('finding', PROBE))!.findIndex((count) => count > 0);
    if (first < 0) return report('non-finite-step', { step, what: overflow(read) });
    const path = failed.gradients.origins[watched[first]!.origin]!.path;
    const span = spanOf(graph, path);
    const isForward = !Number.isFinite(read.get(portKey('metric', 'loss'))?.[0]);
    const what = isForward
      ? `the first value that is not finite comes out of "${path}"`
      : `the loss is finite, but the gradient is not, first at "${path}"`;
    return report('non-finite-step', { step, what }, span === undefined ? {} : { span });
  } finally {
    own.close();
    session.forget(key);
  }
};

const bind = (own: Store, program: Program, { step, epoch, seed, rows, part }: FailedStep): void => {
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
    else if (role === 'counter') own.write(key, { type, data: Int32Array.of(seed, step, 0, 0) });
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
