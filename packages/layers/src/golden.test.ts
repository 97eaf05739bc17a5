import { readFileSync } from 'node:fs';
import { describeGolden, type Golden } from '@neurite/testing';
import * as definitions from './definitions/index.js';

for (const name of ['layers', 'arithmetic']) {
  const file = new URL(`../golden/${name}.json`, import.meta.url);
  describeGolden(definitions, JSON.parse(readFileSync(file, 'utf8')) as Golden);
}
