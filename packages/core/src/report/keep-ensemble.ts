import type { Catalog, EnsemblePlan } from '@neurite/contract';
import { writeText, type Storage } from '../checkpoint/storage.js';
import { toJson } from '../format/json.js';
import type { Ensemble } from '../ensemble/ensemble.js';
import { ensemblePage, ensemblePicture } from './ensemble-page.js';

/** Writes what stays of an ensemble beside its members and its artifact: scores, report and picture. */
export const keepEnsemble = async (
  plan: EnsemblePlan,
  ensemble: Ensemble,
  catalog: Catalog,
  storage: Storage,
): Promise<void> => {
  const { members, scores, disagreement } = ensemble;
  const lines = [
    ...members.map((member) => ({ event: 'member', ...member })),
    { event: 'ensemble', scores, disagreement },
  ];
  await writeText(storage, 'metrics.jsonl', lines.map((line) => `${toJson(line)}\n`).join(''));
  await writeText(storage, 'ensemble.svg', ensemblePicture(plan, ensemble, catalog));
  await writeText(storage, 'report.html', ensemblePage(plan, ensemble, catalog));
};
