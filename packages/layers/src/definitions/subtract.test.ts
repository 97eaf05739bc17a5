import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { subtract } from './subtract.js';

describeDefinition(subtract, [cpu]);
