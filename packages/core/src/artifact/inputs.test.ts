import type { Signature } from './artifact.js';
import { readInputs, type PredictionInput } from './inputs.js';

const point: Signature = { name: 'point', dtype: 'float32', shape: [2] };
const token: Signature = { name: 'token', dtype: 'int32', shape: [] };
const mask: Signature = { name: 'mask', dtype: 'bool', shape: [1, 2] };

const problems = (signatures: readonly Signature[], inputs: Readonly<Record<string, PredictionInput>>) => {
  const outcome = readInputs(signatures, inputs);
  return outcome.ok ? [] : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);
};
const read = (signature: Signature, input: PredictionInput) => {
  const outcome = readInputs([signature], { [signature.name]: input });
  if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
  const { single, count, tensors } = outcome.value;
  return { single, count, data: [...tensors.get(signature.name)!.data] };
};

describe('readInputs', () => {
  it('takes one example, or several with a batch axis', () => {
    expect(read(point, [1, 2])).toEqual({ single: true, count: 1, data: [1, 2] });
    expect(read(point, [[1, 2]])).toEqual({ single: false, count: 1, data: [1, 2] });
    expect(
      read(point, [
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ).toEqual({ single: false, count: 3, data: [1, 2, 3, 4, 5, 6] });
    expect(read(point, Float64Array.of(1, 2, 3, 4))).toEqual({ single: false, count: 2, data: [1, 2, 3, 4] });
    expect(read(token, 7)).toEqual({ single: true, count: 1, data: [7] });
    expect(read(token, [7, 8])).toEqual({ single: false, count: 2, data: [7, 8] });
    expect(read(mask, [[true, false]])).toEqual({ single: true, count: 1, data: [1, 0] });
  });

  it('says what is wrong', () => {
    expect(problems([point], {})).toEqual(['input-missing: The input "point" is missing.']);
    expect(problems([point], { point: [1, 2], pint: 3 })).toEqual([
      'input-unknown: The model has no input "pint". Did you mean "point"?',
    ]);
    expect(problems([point], { point: [1, 2, 3] })[0]).toMatch(/^input-shape: .* \[2\], .* but has \[3\]/);
    expect(problems([point], { point: [[[1, 2]]] })[0]).toMatch(/^input-shape: .*\[1, 1, 2\]/);
    expect(problems([point], { point: [[1, 2], [3]] })[0]).toMatch(
      /^input-shape: .*lists of different lengths/,
    );
    expect(problems([point], { point: [] })[0]).toMatch(/^input-shape/);
    expect(problems([point], { point: new Float32Array(3) })[0]).toMatch(/^input-shape: .*3 elements/);
    expect(problems([point], { point: [1, '2'] as never })).toEqual([
      'input-type: The input "point" must hold numbers, but element 2 is a string.',
    ]);
    expect(problems([token], { token: 1.5 })[0]).toMatch(
      /^input-type: .*whole numbers of 32 bits, but element 1 is 1.5/,
    );
    expect(problems([mask], { mask: [[true, 2]] })[0]).toMatch(/^input-type: .*true and false/);
    expect(
      problems([point, token], {
        point: [
          [1, 2],
          [3, 4],
        ],
        token: [1],
      }),
    ).toEqual(['input-count: The input "token" has 1 examples, but "point" has 2.']);
  });
});
