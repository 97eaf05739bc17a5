import { describeDefinition } from '@neurite/testing';
import { cutout } from './cutout.js';

describeDefinition(cutout, []);
