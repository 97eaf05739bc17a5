import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { softsign } from './softsign.js';

describeDefinition(softsign, [cpu]);
