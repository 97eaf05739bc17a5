import { inColor } from './pixels.js';
import { resized } from './resize.js';

const image = (channels: number, ...data: number[]) => ({
  width: data.length / channels,
  height: 1,
  channels,
  data: Uint8Array.from(data),
});

describe('inColor', () => {
  it('turns every form into the one that is asked for', () => {
    expect([...inColor(image(1, 7, 9), 'rgb').data]).toEqual([7, 7, 7, 9, 9, 9]);
    expect([...inColor(image(2, 7, 50), 'rgba').data]).toEqual([7, 7, 7, 50]);
    expect([...inColor(image(3, 1, 2, 3), 'rgba').data]).toEqual([1, 2, 3, 255]);
    expect([...inColor(image(4, 1, 2, 3, 4), 'rgb').data]).toEqual([1, 2, 3]);
    // 0.299 · 255 = 76.2, 0.587 · 255 = 149.7, 0.114 · 255 = 29.1
    expect([...inColor(image(3, 255, 0, 0, 0, 255, 0, 0, 0, 255), 'gray').data]).toEqual([76, 150, 29]);
    expect([...inColor(image(2, 8, 0), 'gray').data]).toEqual([8]);
  });
});

describe('resized', () => {
  const gray = (width: number, height: number, ...data: number[]) => ({
    width,
    height,
    channels: 1,
    data: Uint8Array.from(data),
  });

  it('interpolates between centres of pixels where an image grows', () => {
    // New centres lie at 0.25, 0.75, 1.25, 1.75 of old ones at 0.5 and 1.5.
    expect([...resized(gray(2, 1, 0, 100), 1, 4)]).toEqual([0, 25, 75, 100]);
    expect([...resized(gray(1, 2, 0, 100), 4, 1)]).toEqual([0, 25, 75, 100]);
  });

  it('averages under a triangle where it shrinks', () => {
    // Support 2 around 1: weights 1/4, 3/4, 3/4, 1/4 of what lies inside, so (0.75 · 0 + 0.75 · 40 + 0.25 · 80) / 1.75.
    const [first, second] = resized(gray(4, 1, 0, 40, 80, 120), 1, 2);
    expect(first).toBeCloseTo(50 / 1.75, 4);
    expect(first! + second!).toBeCloseTo(120, 4);
  });

  it('leaves a size, and what is of one colour, as they are', () => {
    expect([...resized(gray(3, 2, 1, 2, 3, 4, 5, 6), 2, 3)]).toEqual([1, 2, 3, 4, 5, 6]);
    for (const value of resized(gray(3, 3, 9, 9, 9, 9, 9, 9, 9, 9, 9), 7, 2)) expect(value).toBeCloseTo(9, 5);
  });
});
