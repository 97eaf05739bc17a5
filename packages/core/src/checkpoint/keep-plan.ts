import { failure, success, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { fromJson, toJson } from '../format/json.js';
import { fingerprintOf } from './fingerprint.js';
import { writeText, type Storage } from './storage.js';

const FORMAT = 1;

/** Writes what a search or an ensemble is, unless the folder has it; fails where the folder holds another one. */
export const keepPlan = async (
  what: 'search' | 'ensemble',
  plan: object,
  storage: Storage,
): Promise<Outcome<undefined>> => {
  const name = `${what}.json`;
  const digest = await fingerprintOf(plan);
  const before = await storage.read(name);
  if (before === undefined) {
    await writeText(storage, name, toJson({ format: FORMAT, digest, plan }));
    return success(undefined);
  }
  const { digest: known } = fromJson(new TextDecoder().decode(before)) as { readonly digest?: unknown };
  return known === digest ? success(undefined) : failure(report('plan-mismatch', { what }));
};
