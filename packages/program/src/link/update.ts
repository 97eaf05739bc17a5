import {
  slotShapeOf,
  type Catalog,
  type OnParameters,
  type Ops,
  type Program,
  type Recipe,
  type TensorType,
  type Use,
} from '@neurite/contract';
import { gradientName } from '../differentiate/index.js';
import { invariant } from '../invariant.js';
import { record, type Recorder, type Reference } from '../record/index.js';

export interface UpdateOptions {
  /** What is trained, in order. */
  readonly parameters: readonly { readonly path: string; readonly type: TensorType }[];
  readonly optimizer: Use;
  /** Factor of the rate by path; 1 where absent. */
  readonly rates?: Readonly<Record<string, number>>;
  readonly constraints?: readonly OnParameters[];
  readonly clip?: Recipe['clip'];
}

/** The name of a host scalar: groups with a rate of their own have scalars of their own. */
export const scalarName = (name: string, factor: number): string =>
  factor === 1 ? name : `${name}@${factor}`;

/** Gradients clipped as the recipe says, and their norm before. */
const clipped = (
  gradients: readonly Reference[],
  clip: Recipe['clip'],
  ops: Ops<Reference>,
): { readonly norm: Reference; readonly gradients: readonly Reference[] } => {
  const squares = gradients.map((gradient) => ops.sum(ops.square(gradient)));
  const norm = ops.sqrt(squares.reduce((a, b) => ops.add(a, b), ops.zeros([])));
  if (clip === undefined) return { norm, gradients };
  if (clip.kind === 'value')
    return { norm, gradients: gradients.map((g) => ops.clip(g, -clip.limit, clip.limit)) };
  const factor = ops.div(clip.limit, ops.maximum(norm, clip.limit));
  return { norm, gradients: gradients.map((g) => ops.mul(g, factor)) };
};

const projected = (
  parameter: Reference,
  path: string,
  constraints: readonly OnParameters[],
  catalog: Catalog,
  ops: Ops<Reference>,
): Reference =>
  constraints
    .filter(({ parameters }) => parameters.includes(path))
    .reduce((x, { use }) => {
      const constraint = catalog.get('constraint', use.name);
      invariant(constraint !== undefined, () => `the catalog has no constraint "${use.name}"`);
      return constraint.project(x, { ops, options: use.options as never });
    }, parameter);

/** A scalar input for each name and rate factor, declared where it is first asked for. */
const scalarInputs = (recorder: Recorder) => {
  const known = new Map<string, Reference>();
  return (name: string, factor: number): Reference => {
    const full = scalarName(name, factor);
    const found = known.get(full) ?? recorder.input(full, 'scalar', { dtype: 'float32', shape: [] });
    known.set(full, found);
    return found;
  };
};

/**
 * The program that takes parameters, slots `<path>/<slot>`, gradients and host scalars to new parameters and slots.
 * It finds `gradient_norm`, over all gradients before clipping, and `ok`: whether that is finite. If not, everything keeps its old value.
 */
export const recordUpdate = (catalog: Catalog, options: UpdateOptions): Program => {
  const { parameters, optimizer: use, rates = {}, constraints = [], clip } = options;
  const optimizer = catalog.get('optimizer', use.name);
  invariant(optimizer !== undefined, () => `the catalog has no optimizer "${use.name}"`);

  return record((recorder) => {
    const { ops, input, output } = recorder;
    const olds = parameters.map(({ path, type }) => input(path, 'parameter', type));
    const slots = parameters.map(({ path, type }) =>
      Object.fromEntries(
        optimizer.slots.map((slot) => {
          const shape = slotShapeOf(optimizer, slot, type.shape, use.options as never);
          return [slot, input(`${path}/${slot}`, 'slot', { ...type, shape })];
        }),
      ),
    );
    const raw = parameters.map(({ path, type }) => input(gradientName(path), 'gradient', type));
    const scalar = scalarInputs(recorder);
    const { norm, gradients } = clipped(raw, clip, ops);
    const ok = ops.isFinite(norm);

    const results = parameters.map(({ path }, index) =>
      recorder.origin({ path }, () => {
        const factor = rates[path] ?? 1;
        const scalars = Object.fromEntries(optimizer.scalarNames.map((name) => [name, scalar(name, factor)]));
        const inputs = {
          parameter: olds[index]!,
          gradient: gradients[index]!,
          slots: slots[index]!,
          scalars,
        };
        const result = optimizer.update(inputs, { ops, options: use.options as never });
        const next = projected(result.parameter, path, constraints, catalog, ops);
        const keep = (slot: string): Reference => ops.where(ok, result.slots[slot]!, slots[index]![slot]!);
        return {
          path,
          parameter: ops.where(ok, next, olds[index]!),
          slots: optimizer.slots.map((slot) => ({ name: `${path}/${slot}`, value: keep(slot) })),
        };
      }),
    );
    for (const { path, parameter } of results) {
      output(path, 'parameter', parameter);
      recorder.donate('parameter', path);
    }
    for (const { name, value } of results.flatMap((result) => result.slots)) {
      output(name, 'slot', value);
      recorder.donate('slot', name);
    }
    output('ok', 'finding', ok);
    output('gradient_norm', 'finding', norm);
  });
};
