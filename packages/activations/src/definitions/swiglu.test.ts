import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { swiglu } from './swiglu.js';

describeDefinition(swiglu, [cpu]);
