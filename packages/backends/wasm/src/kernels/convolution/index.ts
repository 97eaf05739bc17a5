export { conv, convInput, convKernel } from './convolution.js';
