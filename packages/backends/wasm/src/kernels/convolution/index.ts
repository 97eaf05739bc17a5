export { conv, convInput, convKernel } from './general.js';
