import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { relu6 } from './relu6.js';

describeDefinition(relu6, [cpu]);
