import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { klDivergence } from './kl-divergence.js';

describeDefinition(klDivergence, [cpu]);
