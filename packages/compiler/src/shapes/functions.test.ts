import { add, print, symbol } from '../extents/extent.js';
import { shapeFunctions } from './functions.js';
import { type ShapeValue, isExtent, isList } from './value.js';

const call = (name: string, ...values: readonly ShapeValue[]): unknown =>
  shown(shapeFunctions[name]!(...values));
const shown = (value: ShapeValue): unknown =>
  isList(value)
    ? value.map(shown)
    : isExtent(value)
      ? typeof value === 'number'
        ? value
        : print(value)
      : value;
const batch = symbol('batch');
const seq = symbol('seq');

describe('functions of shapes', () => {
  it('count windows as torch and TensorFlow do', () => {
    // torch.nn.MaxPool2d(3, 2) on 224: 111; with ceil_mode 112. Conv2d(…, 7, 2, padding=3) on 224: 112. "same" with stride 2 on 7: 4.
    expect(call('windows', 224, 0, 3, 2, 'valid', 1, false)).toBe(111);
    expect(call('windows', 224, 0, 3, 2, 'valid', 1, true)).toBe(112);
    expect(call('windows', 224, 0, 7, 2, 3, 1, false)).toBe(112);
    expect(call('windows', 7, 0, 3, 2, 'same', 1, false)).toBe(4);
    expect(call('windows', 10, 0, 3, 1, 'valid', 2, false)).toBe(6);
    expect(call('windows', [8, 9], 0, [2, 3], null, 'valid', 1, false)).toEqual([4, 3]);
    expect(call('windows', 2, 0, 3, 1, 'valid', 1, false)).toEqual({ problem: 'no window of 3 fits into 2' });
  });

  it('count windows of symbols', () => {
    expect(call('windows', seq, 0, 3, 2, 'same', 1, false)).toBe('(seq + 1) // (2)');
    expect(call('windows', seq, 0, 3, 1, 'valid', 1, false)).toBe('seq - 2');
  });

  it('undo windows', () => {
    // torch.nn.ConvTranspose2d(…, 4, 2, padding=1) on 8: 16; Keras with "valid", kernel 3, stride 2 on 4: 9.
    expect(call('upsampled', 8, 0, 4, 2, 1)).toBe(16);
    expect(call('upsampled', 4, 0, 3, 2, 'valid')).toBe(9);
    expect(call('upsampled', 4, 0, 3, 2, 'same')).toBe(8);
  });

  it('add borders, take them away, and give other extents', () => {
    expect(call('bordered', [seq, 4], [1, 2], null)).toEqual(['seq + 2', 8]);
    expect(call('bordered', [5, 4], 3, 0)).toEqual([8, 7]);
    expect(call('trimmed', [5, 4], [1, 0], [2, 0])).toEqual([2, 4]);
    expect(call('trimmed', [3], 2, 1)).toEqual({ problem: '2 and 1 are too much of 3' });
    expect(call('resized', [seq, 9], 7)).toEqual([7, 7]);
    expect(call('resized', [seq, 9], [2, 3])).toEqual([2, 3]);
    expect(call('resized', [8, 9], [2])).toEqual({ problem: 'there is no axis 1 among 1' });
  });

  it('broadcast trailing axes', () => {
    expect(call('broadcasted', [batch, 8, 1], [3])).toEqual(['batch', 8, 3]);
    expect(call('broadcasted', [[batch, 4], [4], [1]])).toEqual(['batch', 4]);
    expect(call('broadcasted', [4], [3])).toEqual({
      problem: '[4] and [3] do not fit: 4 is not 3, and neither is 1',
    });
    expect(call('broadcasted', [seq], [4])).toEqual({
      problem: '[seq] and [4] do not fit: seq and 4 may differ, and neither is 1',
    });
  });

  it('know products, sums and ranks', () => {
    expect(call('product', [2, 3, seq])).toBe('6 * seq');
    expect(call('product', [])).toBe(1);
    expect(call('sum', [2, 3])).toBe(5);
    expect(call('rank', [2, 3])).toBe(2);
    expect(call('at', [2, 3], -1)).toBe(3);
    expect(call('at', 7, 1)).toBe(7);
    expect(call('max', 2, 3)).toBe(3);
    expect(call('min', [seq, seq])).toBe('seq');
  });

  it('join, reduce, permute, reshape and cut', () => {
    expect(
      call(
        'concatenated',
        [
          [batch, 4],
          [batch, 5],
        ],
        -1,
      ),
    ).toEqual(['batch', 9]);
    expect(
      call(
        'concatenated',
        [
          [batch, seq],
          [batch, add(seq, 1)],
        ],
        -1,
      ),
    ).toEqual(['batch', '2 * seq + 1']);
    expect(
      call(
        'concatenated',
        [
          [3, 4],
          [2, 5],
        ],
        -1,
      ),
    ).toHaveProperty('problem');
    expect(call('reduced', [batch, 4, 5], [-1], false)).toEqual(['batch', 4]);
    expect(call('reduced', [batch, 4, 5], [-2, -1], true)).toEqual(['batch', 1, 1]);
    expect(call('permuted', [batch, 4, 5], [-1, -2])).toEqual(['batch', 5, 4]);
    expect(call('permuted', [batch, 4, 5], [-1, -1])).toHaveProperty('problem');
    expect(call('reshaped', [4, 6], [3, -1])).toEqual([3, 8]);
    expect(call('reshaped', [seq, 6], [-1, 2])).toEqual(['3 * seq', 2]);
    expect(call('reshaped', [4, 6], [5, 5])).toHaveProperty('problem');
    expect(call('sliced', [batch, 4, 5], [-2, -1], [1, -2], [-1, 2], [])).toEqual(['batch', 3, 2]);
    expect(call('sliced', [batch, 4], [-1], [4], [1], [-1])).toHaveProperty('problem');
    expect(call('matrix_product', [batch, 3, 4], [4, 5])).toEqual(['batch', 3, 5]);
  });
});
