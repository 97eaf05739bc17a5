import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { conv2dTranspose } from './conv2d-transpose.js';

describeDefinition(conv2dTranspose, [cpu]);
