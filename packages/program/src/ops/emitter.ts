import type { Attributes, Primitive, Program, TensorType } from '@neurite/contract';

/** What `createOps` stands on: a recorder of programs, or an eager library of tensors. */
export interface Emitter<T> {
  type(x: T): TensorType;
  emit<P extends Primitive>(primitive: P, inputs: readonly T[], attributes: Attributes[P]): readonly T[];
  /** Records a body over fresh references; used for scan and composite. */
  body(types: readonly TensorType[], run: (inputs: readonly T[]) => readonly T[]): Program;
}
