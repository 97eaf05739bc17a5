import { sizeOf, type Shape, type TensorType } from '@neurite/contract';
import { broadcastStrides } from '../glsl/coordinates.js';
import { fill } from './elementwise.js';
import type { Kernel, Launch } from './kernel.js';
import { view } from './layout.js';
import type { MatrixShape } from '../device/gpu.js';

const matrixShape = (shape: Shape): MatrixShape => [sizeOf(shape.slice(0, -2)), shape.at(-2)!, shape.at(-1)!];

/** Makes the leading axes of an operand those of the result, unless they are, or all are 1: tfjs repeats a single matrix itself. */
const grown = (x: TensorType, lead: Shape): { launch?: Launch; shape: MatrixShape } => {
  const batches = sizeOf(x.shape.slice(0, -2));
  if (batches === 1 || batches === sizeOf(lead)) return { shape: matrixShape(x.shape) };
  const shape = [...lead, ...x.shape.slice(-2)];
  return { launch: view({ dtype: x.dtype, shape }, 0, broadcastStrides(x.shape)), shape: matrixShape(shape) };
};

export const matmul: Kernel<'matmul'> = ({ transposeA, transposeB }, [a, b], [y]) => {
  if (sizeOf(a!.shape) === 0 || sizeOf(b!.shape) === 0) return fill(y!, 0);
  const lead = y!.shape.slice(0, -2);
  const left = grown(a!, lead);
  const right = grown(b!, lead);
  const [batches, rows, columns] = left.shape;
  // Many matrices times one are one tall matrix times it.
  const tall: MatrixShape = !transposeA && right.shape[0] === 1 ? [1, batches * rows, columns] : left.shape;
  const product = { a: tall, b: right.shape, transposeA, transposeB };
  return (gpu, [x, z]) => {
    const [first] = left.launch?.(gpu, [x!]) ?? [gpu.retain(x!)];
    const [second] = right.launch?.(gpu, [z!]) ?? [gpu.retain(z!)];
    const result = gpu.multiply(first!, second!, product);
    gpu.release(first!);
    gpu.release(second!);
    return [result];
  };
};
