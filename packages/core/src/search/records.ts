import { writeText, type Storage } from '../checkpoint/storage.js';
import { fromJson, toJson } from '../format/json.js';
import type { TrialRecord } from './events.js';

const RECORDS = 'trials.jsonl';

/** What is recorded of earlier moves, in order. */
export const loadRecords = async (storage: Storage): Promise<readonly TrialRecord[]> => {
  const bytes = await storage.read(RECORDS);
  return (bytes === undefined ? '' : new TextDecoder().decode(bytes))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => fromJson(line) as TrialRecord);
};

/** Writes all records: the file is replaced as a whole, so that a crash leaves the old ones or the new. */
export const saveRecords = (records: readonly TrialRecord[], storage: Storage): Promise<void> =>
  writeText(storage, RECORDS, records.map((record) => `${toJson(record)}\n`).join(''));
