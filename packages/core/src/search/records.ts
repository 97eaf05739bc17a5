import { failure, success, type Outcome, type SearchPlan } from '@neurite/contract';
import { fingerprintOf } from '../checkpoint/fingerprint.js';
import { writeText, type Storage } from '../checkpoint/storage.js';
import { report } from '../diagnostics.js';
import { fromJson, toJson } from '../format/json.js';
import type { TrialRecord } from './events.js';

const PLAN = 'search.json';
const RECORDS = 'trials.jsonl';
const FORMAT = 1;

const readText = async (storage: Storage, name: string): Promise<string | undefined> => {
  const bytes = await storage.read(name);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
};

/** Writes what a search is, unless the folder has it; fails where the folder holds another search. */
export const keepPlan = async (plan: SearchPlan, storage: Storage): Promise<Outcome<undefined>> => {
  const digest = await fingerprintOf(plan);
  const before = await readText(storage, PLAN);
  if (before === undefined) {
    await writeText(storage, PLAN, toJson({ format: FORMAT, digest, plan }));
    return success(undefined);
  }
  const { digest: known } = fromJson(before) as { readonly digest?: unknown };
  return known === digest ? success(undefined) : failure(report('search-mismatch', {}));
};

/** What is recorded of earlier moves, in order. */
export const loadRecords = async (storage: Storage): Promise<readonly TrialRecord[]> => {
  const text = await readText(storage, RECORDS);
  return (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => fromJson(line) as TrialRecord);
};

/** Writes all records: the file is replaced as a whole, so that a crash leaves the old ones or the new. */
export const saveRecords = (records: readonly TrialRecord[], storage: Storage): Promise<void> =>
  writeText(storage, RECORDS, records.map((record) => `${toJson(record)}\n`).join(''));
