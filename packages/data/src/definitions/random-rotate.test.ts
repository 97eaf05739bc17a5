import { describeDefinition } from '@neurite/testing';
import { randomRotate } from './random-rotate.js';

describeDefinition(randomRotate, []);
