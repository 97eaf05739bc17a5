import { describeDefinition } from '@neurite/testing';
import { gateBias } from './gate-bias.js';

describeDefinition(gateBias, []);
