import { describeDefinition } from '@neurite/testing';
import { moons } from './moons.js';

describeDefinition(moons, []);
