import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { adagrad } from './adagrad.js';

describeDefinition(adagrad, [cpu]);
