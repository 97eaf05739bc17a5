import { describeDefinition } from '@neurite/testing';
import { randomCrop } from './random-crop.js';

describeDefinition(randomCrop, []);
