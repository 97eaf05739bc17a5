import { type LayerDefinition, type Span, inputDeclaration } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { declaredShape } from '../shapes/declaration.js';
import { inner, isBatched, printType, withBatch } from '../shapes/type.js';
import type { DefinedLayer, TensorValue } from '../values/value.js';
import type { Inputs } from './apply-defined.js';
import { addNode } from './builder.js';
import { needed } from './needed.js';
import { joinPath } from './paths.js';
import type { Session } from './session.js';

// Axes never count the batch: trailing axes align after it, batch meets batch, and a value without one is repeated over it.
// Definitions know nothing of that; the nodes that make it so are put in here.

/** The inputs with batch axes where the layer needs them. */
export const alignInputs = (
  session: Session,
  layer: DefinedLayer,
  inputs: Inputs,
  path: string,
  span: Span,
): Inputs | undefined => {
  const all = [...inputs.values()].flatMap((value) => ('kind' in value ? [value] : value));
  if (all.length < 2 && !wantsBatch(layer.definition, [...inputs.keys()][0])) return inputs;
  const broadcasts = broadcasting(layer.definition);
  const like = all.find((tensor) => isBatched(tensor.type));
  const rank = Math.max(0, ...all.map((tensor) => inner(tensor.type).length));
  const aligned = new Map<string, TensorValue | readonly TensorValue[]>();
  for (const [name, value] of inputs) {
    const align = (tensor: TensorValue): TensorValue | undefined => {
      if (broadcasts) return isBatched(tensor.type) ? insertAxes(session, tensor, rank, path, span) : tensor;
      const variadic = inputDeclaration(layer.definition.inputs[name]!).variadic === true;
      if (isBatched(tensor.type) || !(wantsBatch(layer.definition, name) || (variadic && like !== undefined)))
        return tensor;
      if (like !== undefined) return repeatOver(session, tensor, like, path, span);
      session.diagnostics.push(
        report(
          'batch-needed',
          { of: layer.definition.name, input: name, type: printType(tensor.type) },
          { span },
        ),
      );
      return undefined;
    };
    const list = ('kind' in value ? [value] : value).map(align);
    if (list.includes(undefined)) return undefined;
    aligned.set(name, 'kind' in value ? list[0]! : (list as readonly TensorValue[]));
  }
  return aligned;
};

/** Whether a definition says that its inputs broadcast. */
const broadcasting = (definition: LayerDefinition): boolean =>
  Object.values(definition.outputs).some((shape) => /\b(broadcasted|matrix_product)\(/.test(shape));

const wantsBatch = (definition: LayerDefinition, name: string | undefined): boolean => {
  if (name === undefined) return false;
  const [first] = declaredShape(inputDeclaration(definition.inputs[name]!).shape).items;
  return first?.kind === 'dimension' && first.value.kind === 'identifier' && first.value.name === 'batch';
};

const insertAxes = (
  session: Session,
  tensor: TensorValue,
  rank: number,
  path: string,
  span: Span,
): TensorValue | undefined => {
  const count = rank - inner(tensor.type).length;
  if (count === 0) return tensor;
  const definition = needed(session, 'insert_axes', span);
  if (definition === undefined) return undefined;
  const type = withBatch(tensor.type.dtype, [
    ...Array.from({ length: count }, () => 1),
    ...inner(tensor.type),
  ]);
  const { y } = addNode(
    session.builder,
    {
      path: joinPath(path, definition.name),
      use: { kind: 'layer', name: definition.name, version: definition.version, options: { count }, span },
      inputs: { x: tensor.id },
      parameters: {},
      state: {},
      span,
    },
    { y: type },
  );
  // The user wrote none of this: the history stays that of the value.
  return { ...tensor, id: y!, type };
};

const repeatOver = (
  session: Session,
  tensor: TensorValue,
  like: TensorValue,
  path: string,
  span: Span,
): TensorValue | undefined => {
  const definition = needed(session, 'repeat_over_batch', span);
  if (definition === undefined) return undefined;
  const type = withBatch(tensor.type.dtype, tensor.type.shape);
  const { y } = addNode(
    session.builder,
    {
      path: joinPath(path, definition.name),
      use: { kind: 'layer', name: definition.name, version: definition.version, options: {}, span },
      inputs: { x: tensor.id, like: like.id },
      parameters: {},
      state: {},
      span,
    },
    { y: type },
  );
  return { ...tensor, id: y!, type };
};
