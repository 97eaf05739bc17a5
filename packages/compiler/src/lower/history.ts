import { type OptionTable, type OptionValue, printOption } from '@neurite/contract';

/** `conv2d, stride 2`: a layer and what of its options is unusual. */
export const labelOf = (
  name: string,
  table: OptionTable,
  options: Readonly<Record<string, OptionValue>>,
): string => {
  const unusual = Object.entries(table).flatMap(([option, { default: usual }]) => {
    const value = options[option];
    const isUsual =
      usual === undefined || value === undefined || JSON.stringify(value) === JSON.stringify(usual);
    return isUsual ? [] : [`${option} ${printOption(value)}`];
  });
  return [name, ...unusual].join(', ');
};
