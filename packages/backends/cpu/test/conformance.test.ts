import { describeBackend } from '@neurite/testing';
import { cpu, cpu64 } from '../src/index.js';

describeBackend(cpu);
describeBackend(cpu64);
