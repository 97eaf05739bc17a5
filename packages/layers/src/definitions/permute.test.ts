import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { permute } from './permute.js';

describeDefinition(permute, [cpu]);
