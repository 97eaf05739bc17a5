import { type OptionValue, elementProblem } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { inner, printType } from '../shapes/type.js';
import type { DefinedLayer } from '../values/value.js';
import type { Inputs } from './apply-defined.js';
import type { Session } from './session.js';

/** Options with their axes as negative numbers, which need no batch to count; undefined where there is no such axis. */
export const normaliseAxes = (
  session: Session,
  layer: DefinedLayer,
  inputs: Inputs,
): Readonly<Record<string, OptionValue>> | undefined => {
  const [first] = inputs.values();
  const main = first === undefined || 'kind' in first ? first : first[0];
  if (main === undefined) return layer.options;
  const rank = inner(main.type).length;
  const options: Record<string, OptionValue> = { ...layer.options };
  for (const [name, option] of Object.entries(layer.definition.options)) {
    if (option.type !== 'axis' && option.type !== 'axes') continue;
    const value = options[name];
    // All axes, said one by one: a definition cannot see whether the first one is a batch.
    if (value === null && option.type === 'axes')
      options[name] = Array.from({ length: rank }, (_, i) => i - rank);
    if (value === null || value === undefined) continue;
    const given = (Array.isArray(value) ? value : [value]) as readonly number[];
    const wrong = given.find((axis) => axis < -rank || axis >= rank);
    if (wrong !== undefined) {
      session.diagnostics.push(
        report(
          'axis-range',
          { option: name, of: layer.definition.name, axis: wrong, rank, type: printType(main.type) },
          { span: layer.places.get(name) ?? layer.span },
        ),
      );
      return undefined;
    }
    const negative = given.map((axis) => (axis < 0 ? axis : axis - rank));
    options[name] = Array.isArray(value) ? negative : negative[0]!;
    // One axis can be counted from either end.
    const problem = elementProblem(option, options[name]);
    if (problem === undefined) continue;
    session.diagnostics.push(
      report(
        'argument-elements',
        { option: name, of: layer.definition.name, problem, doc: option.doc },
        { span: layer.places.get(name) ?? layer.span },
      ),
    );
    return undefined;
  }
  return options;
};
