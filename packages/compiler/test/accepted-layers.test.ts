import { type InputTable, type Option, type OptionTable, inputDeclaration } from '@neurite/contract';
import { recordGraph, verify } from '@neurite/program';
import { catalog } from '@neurite/standard/catalog';
import { compileText } from './support/compile.js';

// Whatever the compiler accepts of a layer can be recorded, and comes out in the shape that was promised. Options, shapes and dtypes are
// drawn at random, wrong ones among them; a failure shows its text.

const CASES = 3000;

/** Numbers from 0 to 1 that are the same in every run. */
const drawing = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

const writer = (random: () => number) => {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const extent = (): string => String(pick([0, 1, 2, 3, 4, 5, 6, 8]));
  const list = (item: () => string): string =>
    `[${Array.from({ length: Math.floor(random() * 4) }, item).join(', ')}]`;
  const axis = (): string => String(pick([-3, -2, -1, 0, 1, 2]));
  const written = (option: Option): string => {
    switch (option.type) {
      case 'float':
        return String(pick([-1, -0.5, 0, 0.1, 0.5, 0.9, 1, 2]));
      case 'bool':
        return pick(['true', 'false']);
      case 'choice':
        return pick(option.choices);
      case 'extents':
        return random() < 0.6 ? extent() : list(extent);
      case 'padding':
        return pick(['same', 'valid', extent(), list(extent)]);
      case 'axis':
        return axis();
      case 'axes':
        return random() < 0.4 ? axis() : list(axis);
      case 'list':
        return list(() => String(pick([-1, 0, 1, 2, 4])));
      case 'initializer':
        return pick(['zeros', 'he_normal', 'orthogonal', 'random_uniform(low: 0, high: 1)']);
      default:
        return extent();
    }
  };
  const shapes = ['[6]', '[5, 6]', '[4, 5, 6]', '[8, 8, 4]', '[2, 4, 4, 6]', '[1]', '[1, 1, 1]', '[]'];
  /** A model of one layer. */
  return (name: string, inputs: InputTable, options: OptionTable): string => {
    const declared: string[] = [];
    const given: string[] = [];
    let first: string | undefined;
    for (const [input, entry] of Object.entries(inputs)) {
      const { shape: text, optional } = inputDeclaration(entry);
      if (optional === true && random() < 0.6) continue;
      const word = /^\w*/u.exec(text)![0];
      const dtype = ['', 'int32', 'bool', 'float32'].includes(word) ? word : pick(['', 'int32', 'bool']);
      const shape = first !== undefined && random() < 0.6 ? first : pick(shapes);
      declared.push(`input ${input}_: ${dtype}${shape}`);
      given.push(first === undefined ? `${input}_` : `${input}: ${input}_`);
      first ??= shape;
    }
    for (const [option, each] of Object.entries(options))
      if (each.default === undefined || random() < 0.5) given.push(`${option}: ${written(each)}`);
    return `model M { ${declared.length === 0 ? 'input x: [3]' : declared.join('\n')}\n output y = ${name}(${given.join(', ')}) }`;
  };
};

it('can be recorded, in the shapes that were promised', () => {
  const random = drawing(20_240_607);
  const write = writer(random);
  const layers = catalog.names('layer').map((name) => catalog.get('layer', name)!);
  let accepted = 0;
  const wrong: string[] = [];
  for (let index = 0; index < CASES; index++) {
    const { name, inputs, options } = layers[index % layers.length]!;
    const text = write(name, inputs, options);
    try {
      const graph = compileText(text).graph();
      if (!graph.ok) continue;
      accepted += 1;
      const [output] = graph.value.outputs;
      const promised = graph.value.values[output!.value]!.shape.map((extent) =>
        extent === 'batch' ? 2 : extent,
      );
      for (const training of [false, true]) {
        const program = recordGraph(graph.value, catalog, { batch: 2, bindings: {}, training });
        verify(program);
        const port = program.outputs.find(({ role }) => role === 'output')!;
        const made = program.values[port.value]!.shape;
        if (String(made) !== String(promised)) wrong.push(`${text}: [${made}], not [${promised}]`);
      }
    } catch (error) {
      wrong.push(`${text}: ${(error as Error).message}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(accepted).toBeGreaterThan(CASES / 3);
});
