import type { Catalog, SearchPlan } from '@neurite/contract';
import { writeText, type Storage } from '../checkpoint/storage.js';
import { subStorage } from '../checkpoint/sub-storage.js';
import type { Side } from '../search/cube.js';
import type { Searched } from '../search/searched.js';
import { trialFolder } from '../search/trial-folder.js';
import { copyRun } from './keep-run.js';
import { searchPage } from './search-page.js';
import { searchPicture } from './search-picture.js';

/** Writes what stays of a search beside its trials: the best run's artifact, report and picture. */
export const keepSearch = async (
  plan: SearchPlan,
  searched: Searched,
  sides: readonly Side[],
  catalog: Catalog,
  storage: Storage,
): Promise<void> => {
  const { best } = searched;
  if (best !== undefined) await copyRun(subStorage(storage, trialFolder(best.trial)), storage);
  await writeText(storage, 'search.svg', searchPicture(plan, searched, sides, catalog));
  await writeText(storage, 'report.html', searchPage(plan, searched, sides, catalog));
};
