import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { huber } from './huber.js';

describeDefinition(huber, [cpu]);
