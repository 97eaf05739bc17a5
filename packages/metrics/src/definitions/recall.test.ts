import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { recall } from './recall.js';

describeDefinition(recall, [cpu]);
