import { describeDefinition } from '@neurite/testing';
import { varianceScaling } from './variance-scaling.js';

describeDefinition(varianceScaling, []);
