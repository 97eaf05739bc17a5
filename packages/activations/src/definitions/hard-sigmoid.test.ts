import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { hardSigmoid } from './hard-sigmoid.js';

describeDefinition(hardSigmoid, [cpu]);
