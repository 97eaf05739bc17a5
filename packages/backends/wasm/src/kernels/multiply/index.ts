export { multiplication, type Multiplication } from './multiply.js';
export { blockRows, panel, type Product, type Strided } from './product.js';
