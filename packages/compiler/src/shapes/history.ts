import { type ValueType, printType } from './type.js';

/** How a value came by its shape: the last step, and what was before. */
export interface History {
  readonly label: string;
  readonly line?: number;
  readonly type: ValueType;
  readonly previous?: History;
}

const longest = 6;

/** One line: `image [224, 224, 3] -> conv2d (line 9) [56, 56, 64]`. Steps that keep the type are left out. */
export const printHistory = (history: History): string => {
  const steps: History[] = [];
  for (let at: History | undefined = history; at !== undefined; at = at.previous) {
    const unchanged = at.previous !== undefined && printType(at.previous.type) === printType(at.type);
    if (!unchanged) steps.unshift(at);
  }
  const shown = steps.length > longest ? steps.slice(-longest) : steps;
  const text = shown.map(
    (step) => `${step.label}${step.line === undefined ? '' : ` (line ${step.line})`} ${printType(step.type)}`,
  );
  return (steps.length > longest ? '… -> ' : '') + text.join(' -> ');
};
