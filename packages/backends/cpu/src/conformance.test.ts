import { describeBackend } from '@neurite/testing/backends';
import { cpu, cpu64 } from './index.js';

describeBackend(cpu);
describeBackend(cpu64);
