import { describeDefinition } from '@neurite/testing';
import { reduceOnPlateau } from './reduce-on-plateau.js';

describeDefinition(reduceOnPlateau, []);
