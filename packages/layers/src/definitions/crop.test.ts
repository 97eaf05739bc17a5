import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { crop } from './crop.js';

describeDefinition(crop, [cpu]);
