import { failure, success, type Diagnostic, type HostTensor, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { bytesOf, sha256 } from '../format/digest.js';
import { fromJson, toJson } from '../format/json.js';
import { readSafetensors, writeSafetensors } from '../format/safetensors.js';
import type { Storage } from './storage.js';

/** Everything that a run needs to go on as if it had not stopped. */
export interface Checkpoint<P> {
  /** What it belongs to: digests of the recipe and of the data. */
  readonly recipe: string;
  readonly data: string;
  readonly progress: P;
  /** By role and name: `parameter/…`, `statistic/…`, `slot/…`, and `kept/…` for the best weights so far. */
  readonly tensors: ReadonlyMap<string, HostTensor>;
}

const FORMAT = 'neurite-checkpoint 1';
const FOLDER = 'checkpoints';
const KEPT = 2;

const digestOf = (state: string, tensors: ReadonlyMap<string, HostTensor>): Promise<string> => {
  const list = [...tensors].map(([name, { dtype, shape }]) => [name, dtype, shape]);
  return sha256(
    bytesOf([FORMAT, state, JSON.stringify(list), ...[...tensors.values()].map(({ data }) => data)]),
  );
};

/** Tensors as they will be read again: a device of double precision hands out more than a file of float32 keeps. */
const single = (tensor: HostTensor): HostTensor =>
  tensor.dtype === 'float32' ? { ...tensor, data: Float32Array.from(tensor.data) } : tensor;

/**
 * Writes a checkpoint and removes all but the two latest: the previous one stands until the new one does.
 * Gives its name.
 */
export const saveCheckpoint = async <P extends { readonly step: number }>(
  storage: Storage,
  { recipe, data, progress, tensors }: Checkpoint<P>,
): Promise<string> => {
  const state = toJson({ recipe, data, progress });
  const kept = new Map([...tensors].map(([name, tensor]) => [name, single(tensor)]));
  const metadata = { format: FORMAT, state, sha256: await digestOf(state, kept) };
  const name = `${FOLDER}/${String(progress.step).padStart(10, '0')}.safetensors`;
  await storage.write(name, writeSafetensors({ tensors: kept, metadata }));
  const names = await storage.list(FOLDER);
  for (const old of names.slice(0, -KEPT)) await storage.remove(`${FOLDER}/${old}`);
  return name;
};

/**
 * The latest checkpoint that is whole; undefined where there is none. One that is damaged is told of in `findings`, and the one
 * before it is used.
 */
export const loadCheckpoint = async <P>(
  storage: Storage,
): Promise<{
  readonly checkpoint?: Checkpoint<P> & { readonly name: string };
  readonly findings: readonly Diagnostic[];
}> => {
  const findings: Diagnostic[] = [];
  for (const file of [...(await storage.list(FOLDER))].reverse()) {
    const name = `${FOLDER}/${file}`;
    const bytes = await storage.read(name);
    if (bytes === undefined) continue;
    const outcome = await parseCheckpoint<P>(bytes, name);
    if (outcome.ok) return { checkpoint: { ...outcome.value, name }, findings };
    findings.push(...outcome.diagnostics);
  }
  return { findings };
};

const parseCheckpoint = async <P>(bytes: Uint8Array, name: string): Promise<Outcome<Checkpoint<P>>> => {
  const damaged = (reason: string) => failure(report('checkpoint-damaged', { name, reason }));
  const file = readSafetensors(bytes, name);
  if (!file.ok) return damaged(file.diagnostics.map(({ message }) => message.replace(/\.$/, '')).join('; '));
  const { tensors, metadata } = file.value;
  const { format, state, sha256: digest } = metadata;
  if (format !== FORMAT || state === undefined) return damaged('it is no checkpoint of this version');
  if ((await digestOf(state, tensors)) !== digest) return damaged('its digest does not fit its contents');
  const { recipe, data, progress } = fromJson(state) as Omit<Checkpoint<P>, 'tensors'>;
  return success({ recipe, data, progress, tensors });
};
