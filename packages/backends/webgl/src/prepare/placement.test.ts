import type { Op, Program } from '@neurite/contract';
import { record, type Recorder, type Reference } from '@neurite/program';
import { placementOf, scanPlacement } from './placement.js';

const counterType = { dtype: 'int32', shape: [4] } as const;
const draw = (recorder: Recorder, counter: Reference): Reference =>
  recorder.emit('uniform', [counter], { shape: [2], stream: 1 })[0]!;

/** Names of the inputs in each place. */
const placed = (program: Program) => {
  const { host, gpu } = placementOf(program);
  const names = (values: ReadonlySet<number>) =>
    program.inputs.filter(({ value }) => values.has(value)).map(({ name }) => name);
  return { host: names(host), gpu: names(gpu) };
};

describe('placementOf', () => {
  it('keeps counters on the host, and everything else on the GPU', () => {
    const program = record((recorder) => {
      const x = recorder.input('x', 'batch', { dtype: 'float32', shape: [2] });
      const counter = recorder.input('counter', 'counter', counterType);
      recorder.output('y', 'output', recorder.ops.mul(x, draw(recorder, counter)));
    });
    expect(placed(program)).toEqual({ host: ['counter'], gpu: ['x'] });
  });

  it('follows what a counter is made of', () => {
    const program = record((recorder) => {
      const { ops } = recorder;
      const [seed, rest] = [
        recorder.input('seed', 'batch', { dtype: 'int32', shape: [1] }),
        recorder.input('rest', 'batch', { dtype: 'int32', shape: [3] }),
      ];
      recorder.output('y', 'output', draw(recorder, ops.concat([seed, ops.add(rest, 1)], 0)));
    });
    expect(placed(program)).toEqual({ host: ['seed', 'rest'], gpu: [] });
  });

  it('gives to both who is read in both places', () => {
    const program = record((recorder) => {
      const counter = recorder.input('counter', 'counter', counterType);
      recorder.output('y', 'output', draw(recorder, counter));
      recorder.output('twice', 'output', recorder.ops.mul(counter, 2));
    });
    expect(placed(program)).toEqual({ host: ['counter'], gpu: ['counter'] });
  });
});

describe('scanPlacement', () => {
  const scanOf = (
    body: (recorder: Recorder, carries: readonly Reference[], slice: Reference) => readonly Reference[],
  ): Op<'scan'> => {
    const program = record((recorder) => {
      const carries = ['a', 'b'].map((name) => recorder.input(name, 'counter', counterType));
      const sequence = recorder.input('xs', 'batch', { dtype: 'int32', shape: [3, 4] });
      const result = recorder.ops.scan({ carries, sequences: [sequence] }, (_, inner, [slice]) => {
        const [a, b, y] = body(recorder, inner, slice!);
        return { carries: [a!, b!], stacked: [y!] };
      });
      recorder.output('y', 'output', result.stacked[0]!);
    });
    return program.ops.find((op): op is Op<'scan'> => op.primitive === 'scan')!;
  };

  it('carries on the host what the body draws from, and what that is made of', () => {
    // b draws; b becomes a; a becomes a + slice: all of them must be known.
    const op = scanOf((recorder, [a, b], slice) => [recorder.ops.add(a!, slice), a!, draw(recorder, b!)]);
    const { host, hostCarries } = scanPlacement(op);
    expect([...hostCarries].sort()).toEqual([0, 1]);
    expect(op.attributes.body.inputs.map(({ value }) => host.has(value))).toEqual([true, true, true]);
  });

  it('leaves the other carries and sequences on the GPU', () => {
    const op = scanOf((recorder, [a, b], slice) => [a!, recorder.ops.add(b!, slice), draw(recorder, a!)]);
    const { host, hostCarries } = scanPlacement(op);
    expect([...hostCarries]).toEqual([0]);
    expect(op.attributes.body.inputs.map(({ value }) => host.has(value))).toEqual([true, false, false]);
  });
});
