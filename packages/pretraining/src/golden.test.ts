import { readFileSync } from 'node:fs';
import { describeGolden, type Golden } from '@neurite/testing';
import * as definitions from './definitions/index.js';

const file = new URL('../golden/pretraining.json', import.meta.url);
describeGolden(definitions, JSON.parse(readFileSync(file, 'utf8')) as Golden);
