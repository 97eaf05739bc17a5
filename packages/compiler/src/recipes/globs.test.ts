import { globPattern } from './globs.js';

const paths = [
  'stem.conv2d.kernel',
  'stem.conv2d.bias',
  'stage2[1].residual.main.conv2d_2.kernel',
  'head.kernel',
  'kernel',
];
const select = (glob: string): readonly string[] => paths.filter((path) => globPattern(glob).test(path));

describe('globs of paths', () => {
  it('stand for any number of names with **', () => {
    expect(select('**')).toEqual(paths);
    expect(select('**.kernel')).toEqual([
      'stem.conv2d.kernel',
      'stage2[1].residual.main.conv2d_2.kernel',
      'head.kernel',
      'kernel',
    ]);
    expect(select('stem.**')).toEqual(['stem.conv2d.kernel', 'stem.conv2d.bias']);
    expect(select('stage2[1].**.kernel')).toEqual(['stage2[1].residual.main.conv2d_2.kernel']);
  });

  it('stand for part of one name with *', () => {
    expect(select('*.kernel')).toEqual(['head.kernel']);
    expect(select('stem.conv2d.*')).toEqual(['stem.conv2d.kernel', 'stem.conv2d.bias']);
    expect(select('stage2[*].residual.main.conv2d*.kernel')).toEqual([
      'stage2[1].residual.main.conv2d_2.kernel',
    ]);
  });

  it('are exact otherwise', () => {
    expect(select('kernel')).toEqual(['kernel']);
    expect(select('headxkernel')).toEqual([]);
    expect(select('stage2.residual')).toEqual([]);
  });
});
