import { foreignArgument } from './foreign-arguments.js';

describe('arguments of other libraries', () => {
  it.each([
    ['kernel_size', ['filters', 'kernel'], 'kernel'],
    ['pool_size', ['size', 'stride'], 'size'],
    ['kernelSize', ['filters', 'size'], 'size'],
    ['learning_rate', ['rate', 'beta1'], 'rate'],
    ['lr', ['rate'], 'rate'],
    ['use_bias', ['units', 'bias'], 'bias'],
    ['num_heads', ['heads'], 'heads'],
    ['out_features', ['units', 'bias'], 'units'],
    ['constructor', ['units'], undefined],
    ['rate', ['units'], undefined],
  ])('%s among %j is %j', (name, known, suggestion) => {
    expect(foreignArgument(name, known).suggestion).toBe(suggestion);
  });

  it('are explained where nothing here has such a name', () => {
    expect(foreignArgument('activation', ['units'])).toEqual({ note: expect.stringContaining('-> relu') });
    expect(foreignArgument('in_channels', ['filters'])).toEqual({
      note: expect.stringContaining('inferred'),
    });
  });
});
