import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { auc } from './auc.js';

describeDefinition(auc, [cpu]);
