import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { bedOfNails } from './bed-of-nails.js';

describeDefinition(bedOfNails, [cpu]);
