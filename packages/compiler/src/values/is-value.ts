import { type ListValue, type TensorValue, type Value, isTensor, isTensorList } from './value.js';

/** Whether something is a value of the network, or a list of such. */
export const isValue = (value: Value | undefined): value is TensorValue | ListValue =>
  value !== undefined && (isTensor(value) || isTensorList(value));
