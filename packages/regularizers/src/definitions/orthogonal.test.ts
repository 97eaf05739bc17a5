import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { orthogonal } from './orthogonal.js';

describeDefinition(orthogonal, [cpu]);
