import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { sinusoidalPositions } from './sinusoidal-positions.js';

describeDefinition(sinusoidalPositions, [cpu]);
