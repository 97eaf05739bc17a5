import { readLosses } from './read-losses.js';

const curve = (steps: number, loss: (step: number) => number): readonly number[] =>
  Array.from({ length: steps }, (_, step) => loss(step));

describe('a curve of losses', () => {
  it.each([
    ['learned', curve(80, (step) => 2 * 0.95 ** step)],
    ['falling', curve(100, (step) => 2 - step / 100)],
    ['stalled', curve(100, (step) => 0.5 + 1.5 * 0.8 ** step)],
    ['flat', curve(100, (step) => 2 + 0.001 * (step % 2))],
    ['flat', [2]],
    ['exploded', [2, 3, NaN]],
    ['exploded', curve(50, (step) => 1.2 ** step)],
  ])('is read as %s', (shape, losses) => {
    expect(readLosses(losses).shape).toBe(shape);
  });

  it('is read above what is possible', () => {
    const soft = curve(80, (step) => 0.5 + 1.5 * 0.9 ** step);
    expect(readLosses(soft).shape).toBe('stalled');
    expect(readLosses(soft, 0.5)).toMatchObject({ shape: 'learned', first: 2 });
    // Nothing is left to learn, but for rounding.
    expect(readLosses([0.5, 0.5], 0.5 + 1e-7).shape).toBe('learned');
  });

  it('may begin with a plateau', () => {
    const late = curve(100, (step) => (step < 60 ? 2 : 2 * 0.7 ** (step - 59)));
    expect(readLosses(late)).toMatchObject({ shape: 'learned', plateau: 60, first: 2 });
    expect(readLosses(curve(10, () => 2)).plateau).toBe(10);
  });
});
