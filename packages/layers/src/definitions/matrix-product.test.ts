import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { matrixProduct } from './matrix-product.js';

describeDefinition(matrixProduct, [cpu, wasm]);
