import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { dice } from './dice.js';

describeDefinition(dice, [cpu]);
