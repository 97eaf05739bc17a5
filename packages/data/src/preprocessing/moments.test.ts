import type { HostTensor } from '@neurite/contract';
import { extremes as extremesOf, fitWhole, moments as momentsOf, type Per } from './moments.js';

// Two examples of shape [2, 2]: two places, two channels.
const column: HostTensor = {
  dtype: 'float32',
  shape: [2, 2, 2],
  data: Float32Array.of(1, 10, 3, 10, 5, 30, 7, 30),
};
const moments = (of: HostTensor, per: Per) => fitWhole(momentsOf(of.shape, per), of);
const extremes = (of: HostTensor, per: Per) => fitWhole(extremesOf(of.shape, per), of);
const values = (tensor: HostTensor) => [...tensor.data];

describe('moments', () => {
  it('are those of a channel, a feature, or everything', () => {
    const channel = moments(column, 'channel');
    expect(channel.mean.shape).toEqual([2, 2]);
    expect(values(channel.mean)).toEqual([4, 20, 4, 20]);
    expect(values(channel.deviation)).toEqual([Math.sqrt(5), 10, Math.sqrt(5), 10].map(Math.fround));
    const feature = moments(column, 'feature');
    expect(values(feature.mean)).toEqual([3, 20, 5, 20]);
    expect(values(feature.deviation)).toEqual([2, 10, 2, 10]);
    expect(values(moments(column, 'all').mean)).toEqual([12, 12, 12, 12]);
  });

  it('count a deviation of nothing as 1', () => {
    const same: HostTensor = { dtype: 'float32', shape: [3], data: Float32Array.of(2, 2, 2) };
    expect(values(moments(same, 'channel').deviation)).toEqual([1]);
  });

  it('do not lose digits far from zero', () => {
    const far: HostTensor = {
      dtype: 'float32',
      shape: [4],
      data: Float32Array.of(1e6, 1e6 + 1, 1e6 + 2, 1e6 + 3),
    };
    expect(values(moments(far, 'all').deviation)[0]).toBeCloseTo(Math.sqrt(1.25), 6);
  });
});

describe('extremes', () => {
  it('are the least value and the range', () => {
    const channel = extremes(column, 'channel');
    expect(values(channel.least)).toEqual([1, 10, 1, 10]);
    expect(values(channel.range)).toEqual([6, 20, 6, 20]);
    expect(values(extremes(column, 'all').range)).toEqual([29, 29, 29, 29]);
  });
});
