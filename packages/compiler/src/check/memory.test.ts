import { catalog } from '@neurite/standard/catalog';
import { compile } from '../compile.js';
import type { Observation } from '../lower/observe.js';
import { createMemory } from './memory.js';

const text = `block part(n: int) {
  input x
  output x -> dense(n) -> relu
}

model A {
  input x: [4]
  output x -> part(3) -> part(5)
}

model B {
  input y: [7]
  output y -> conv2d(3)
}

data D {
  source: moons()
}
`;

/** What compiling finds: with a memory that other texts have filled, and with none. */
const session = () => {
  const memory = createMemory();
  const run = (changed: string, remembers: boolean) => {
    const observations: Observation[] = [];
    const { diagnostics } = compile(changed, {
      source: 'a.nn',
      catalog,
      observe: (observation) => observations.push(observation),
      ...(remembers ? { memory } : {}),
    });
    const seen = observations.map(
      ({ span, types, parameters }) =>
        `${span.start.offset} ${span.start.line}:${span.start.column} ${span.end.offset} ${JSON.stringify(types)} ${parameters}`,
    );
    return { diagnostics, seen: [...new Set(seen)].sort() };
  };
  return (changed: string): void => expect(run(changed, true)).toEqual(run(changed, false));
};

describe('compiling with a memory', () => {
  it('finds what compiling without one finds, whatever changes', () => {
    const same = session();
    const changes: readonly (readonly [string, string])[] = [
      ['part(3)', 'part(4)'],
      ['dense(n)', 'dense(2 * n)'],
      ['\nmodel A', '\n\n\n# moved\nmodel A'],
      ['conv2d(3)', 'relu'],
      ['conv2d(3)', 'dense(3)'],
      ['block part', 'block relu(z: int = 2) { input a output a -> dense(z) }\nblock part'],
      ['block part', 'block other'],
      ['data D', 'train T {\n  model: A\n  data: D\n  loss: squared_error\n}\ndata D'],
      ['input y: [7]', 'input y: [7'],
      ['model B', '  model B'],
      ['', ''],
    ];
    same(text);
    for (const [from, to] of changes) {
      same(text.replace(from, to));
      for (const [before, after] of changes) same(text.replace(from, to).replace(before, after));
    }
  });

  it('does not check again what has not changed', () => {
    const memory = createMemory();
    let lowered = 0;
    const counting = {
      ...catalog,
      get: ((kind, name) => (
        (lowered += name === 'relu' ? 1 : 0),
        catalog.get(kind, name)
      )) as typeof catalog.get,
    };
    const run = (changed: string): number => {
      lowered = 0;
      compile(changed, { source: 'a.nn', catalog: counting, memory });
      return lowered;
    };
    const first = run(text);
    expect(run(`# above\n${text}`)).toBeLessThan(first);
  });
});
