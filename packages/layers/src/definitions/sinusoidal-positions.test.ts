import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sinusoidalPositions } from './sinusoidal-positions.js';

describeDefinition(sinusoidalPositions, [cpu, wasm]);
