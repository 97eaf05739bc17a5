import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { auc } from './auc.js';

describeDefinition(auc, [cpu, wasm]);
