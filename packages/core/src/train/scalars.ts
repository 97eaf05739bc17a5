import type { Catalog, Program, Recipe } from '@neurite/contract';
import { averageScalar } from '@neurite/program';

/**
 * Host scalars of a program at a step that counts from 1, by the name of their port: the optimizer's, `rate` or `rate@0.1` for a group,
 * and how much of the averages stays.
 */
export type HostScalars = (step: number, rate: number, stays: number) => ReadonlyMap<string, number>;

/** Which scalars a program reads, and how to compute them in float64. */
export const hostScalars = (
  recipe: Pick<Recipe, 'optimizer'>,
  catalog: Catalog,
  program: Program,
): HostScalars => {
  const definition = catalog.get('optimizer', recipe.optimizer.name);
  if (definition === undefined)
    throw new Error(
      `The catalog has no optimizer "${recipe.optimizer.name}": the compiler should have said so.`,
    );
  const scalars = program.inputs.filter(({ role }) => role === 'scalar');
  const averages = scalars.some(({ name }) => name === averageScalar);
  const ports = scalars
    .filter(({ name }) => name !== averageScalar)
    .map(({ name: port }) => {
      const [name = '', factor = '1'] = port.split('@');
      return { port, name, factor: Number(factor) };
    });
  const factors = [...new Set(ports.map(({ factor }) => factor))];
  return (step, rate, stays) => {
    const values = new Map(
      factors.map((factor) => [
        factor,
        definition.scalars(step, rate * factor, recipe.optimizer.options as never),
      ]),
    );
    return new Map([
      ...ports.map(({ port, name, factor }) => [port, values.get(factor)![name]!] as const),
      ...(averages ? [[averageScalar, stays] as const] : []),
    ]);
  };
};
