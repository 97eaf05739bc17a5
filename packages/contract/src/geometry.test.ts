import { type PaddingRule, paddingOf, windowCount } from './geometry.js';

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('sliding windows', () => {
  it('have exactly as much padding as their number needs', () => {
    const rules: readonly PaddingRule[] = ['same', 'valid', 0, 1, 2];
    for (const extent of numbers(1, 9))
      for (const size of numbers(1, 4))
        for (const stride of numbers(1, 4))
          for (const padding of rules)
            for (const ceil of [false, true]) {
              const sliding = { size, stride, padding, ceil };
              const count = windowCount(extent, 0, sliding);
              if (count < 1) continue;
              const [before, after] = paddingOf(extent, 0, sliding);
              const fitting = Math.floor((extent + before + after - size) / stride) + 1;
              expect({ extent, ...sliding, count: fitting }).toEqual({ extent, ...sliding, count });
            }
  });
});
