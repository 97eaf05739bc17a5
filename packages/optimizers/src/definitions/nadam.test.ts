import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { nadam } from './nadam.js';

describeDefinition(nadam, [cpu]);
