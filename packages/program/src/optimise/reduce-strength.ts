import { sameShape, type Op, type TensorType, type Value } from '@neurite/contract';
import { everywhere, type Pass } from './pass.js';
import { rewrite, type Writer } from './rewrite.js';
import { fillOf } from './simplify/index.js';

/** Powers that a few multiplications say as well. Not 1/2: √ and pow differ at −0 and −∞. */
const power = (
  op: Op<'pow'>,
  result: TensorType,
  [x, exponent]: readonly Value[],
  writer: Writer,
): readonly Value[] | undefined => {
  const type = writer.type(x!);
  const fill = fillOf(writer, exponent!);
  const isGrown = !sameShape(type.shape, result.shape);
  if (fill === undefined || type.dtype !== 'float32' || isGrown) return undefined;
  const times = (a: Value, b: Value): Value => writer.emit('mul', [a, b], {}, [type], op.origin)[0]!;
  switch (fill) {
    case 2:
      return [times(x!, x!)];
    case 3:
      return [times(times(x!, x!), x!)];
    default:
      return undefined;
  }
};

/** Says expensive operations by cheap ones that differ in the last bit at most. */
export const reduceStrength: Pass = {
  name: 'reduce strength',
  exact: false,
  run: everywhere((program) =>
    rewrite(program, (op, inputs, writer) =>
      op.primitive === 'pow' ? power(op, program.values[op.outputs[0]!]!, inputs, writer) : undefined,
    ),
  ),
};
