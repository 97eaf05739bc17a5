import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { matrixProduct } from './matrix-product.js';

describeDefinition(matrixProduct, [cpu]);
