import { describeDefinition } from '@neurite/testing';
import { glorotNormal } from './glorot-normal.js';

describeDefinition(glorotNormal, []);
