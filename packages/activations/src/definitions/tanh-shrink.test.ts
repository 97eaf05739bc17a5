import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { tanhShrink } from './tanh-shrink.js';

describeDefinition(tanhShrink, [cpu]);
