import type { Capabilities, HostTensor, Program } from '@neurite/contract';
import fc from 'fast-check';
import { evaluate, type Precision } from '../reference/index.js';
import { verify } from '../shapes/index.js';
import { optimise, passes } from './optimise.js';
import { capable, exactLowerings } from './testing/capabilities.js';
import { programOf, randomInputs } from './testing/random-program.js';

const inputs = Object.values(randomInputs);
const bits = (program: Program, precision: Precision): readonly string[] =>
  evaluate(program, inputs, precision).map(
    ({ dtype, shape, data }: HostTensor) =>
      `${dtype}[${shape.join()}] ${Array.from(data, (value) => (Object.is(value, -0) ? '-0' : String(value))).join()}`,
  );
const ports = ({ inputs: from, outputs: to, values, donated }: Program) => ({
  from: from.map(({ name, role, value }) => [name, role, values[value]]),
  to: to.map(({ name, role, value }) => [name, role, values[value]]),
  donated,
});

/** Long enough that passes meet each other's results. */
const choices = fc.array(fc.nat({ max: 10_000 }), { maxLength: 120, size: 'max' });

const backends: Readonly<Record<string, Capabilities>> = {
  plain: capable(),
  'double precision': capable({ precision: 'float64' }),
  'that fuses': capable({ composites: ['elementwise'] }),
  'that takes softmax whole': capable({ composites: ['softmax', 'elementwise'] }),
  'that lowers': capable({ lowerings: exactLowerings, composites: ['elementwise'] }),
  'that refuses some groups': capable({
    composites: ['elementwise'],
    supports: (op) => (op.primitive === 'composite' && op.inputs.length > 2 ? 'too many operands' : true),
  }),
};

/** The lowerings here change no bit either. */
const exactly = passes.filter(({ exact, name }) => exact || name === 'lower');

describe('optimise', () => {
  for (const [name, capabilities] of Object.entries(backends)) {
    it(`changes no bit and no port, for a backend ${name}`, () => {
      fc.assert(
        fc.property(choices, (list) => {
          const before = programOf(list);
          const after = exactly.reduce((program, pass) => pass.run(program, capabilities), before);
          expect(bits(after, capabilities.precision)).toEqual(bits(before, capabilities.precision));
          for (const program of [after, optimise(before, capabilities)]) {
            verify(program);
            expect(ports(program)).toEqual(ports(before));
          }
        }),
        { numRuns: 100, seed: 20_260_103 },
      );
    });
  }

  it.each([...new Set(passes)].map((pass) => [pass.name, pass] as const))(
    '%s keeps programs whole',
    (_, pass) => {
      const capabilities = capable({ composites: ['elementwise'], lowerings: exactLowerings });
      fc.assert(
        fc.property(choices, (list) => {
          const before = programOf(list);
          const after = pass.run(before, capabilities);
          verify(after);
          expect(ports(after)).toEqual(ports(before));
          if (pass.exact) expect(bits(after, 'float32')).toEqual(bits(before, 'float32'));
        }),
        { numRuns: 60, seed: 20_260_103 },
      );
    },
  );

  it('has nothing to do a second time', () => {
    fc.assert(
      fc.property(choices, (list) => {
        const capabilities = capable({ composites: ['elementwise'] });
        const once = optimise(programOf(list), capabilities);
        expect(optimise(once, capabilities).ops.length).toBeLessThanOrEqual(once.ops.length);
      }),
      { numRuns: 60, seed: 20_260_103 },
    );
  });
});
