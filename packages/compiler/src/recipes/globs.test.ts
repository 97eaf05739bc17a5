import { matchGlob } from './globs.js';

const paths = [
  'stem.conv2d.kernel',
  'stem.conv2d.bias',
  'stage2[1].residual.main.conv2d_2.kernel',
  'head.kernel',
  'kernel',
];
const select = (glob: string): readonly string[] =>
  paths.filter((path) => matchGlob(glob, path) !== undefined);

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

  it('tell what they stand for', () => {
    expect(matchGlob('**.conv*.*', 'a.b.conv2d.kernel')).toEqual(['a.b.', '2d', 'kernel']);
    expect(matchGlob('stage.**', 'stage')).toEqual(['']);
    expect(matchGlob('stage.**', 'stage.x.y')).toEqual(['.x.y']);
    expect(matchGlob('stage.**', 'stages.x')).toBeUndefined();
    expect(matchGlob('stage.**', 'stage[1].x.y')).toEqual(['[1].x.y']);
    expect(matchGlob('**.stage.**', 'a.stage[1]')).toEqual(['a.', '[1]']);
    expect(matchGlob('', '')).toEqual([]);
    expect(matchGlob('a.kernel', 'a.kernel')).toEqual([]);
  });

  it('take time for no pattern', () => {
    // Backtracking would take longer than the universe has, and the test's own limit ends it.
    expect(matchGlob(`${'**a'.repeat(40)}b`, 'a'.repeat(300))).toBeUndefined();
  });
});
