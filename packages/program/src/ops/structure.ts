import type { Ops } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { describeType } from '../shapes/index.js';
import type { Toolkit } from './toolkit.js';

export const structureOps = <T>(kit: Toolkit<T>): Pick<Ops<T>, 'scan' | 'composite'> => ({
  scan: ({ constants = [], carries, sequences, reverse = false, length }, run) => {
    const steps = sequences.length > 0 ? kit.shape(sequences[0]!)[0] : length;
    invariant(steps !== undefined, 'a scan without sequences needs a length');
    const types = [
      ...[...constants, ...carries].map(kit.type),
      ...sequences.map((x) => ({ dtype: kit.dtype(x), shape: kit.shape(x).slice(1) })),
    ];
    const end = constants.length + carries.length;
    const body = kit.body(types, (inputs) => {
      const results = run(
        inputs.slice(0, constants.length),
        inputs.slice(constants.length, end),
        inputs.slice(end),
      );
      results.carries.forEach((carry, index) => {
        const [before, after] = [kit.type(carries[index]!), kit.type(carry)].map(describeType);
        invariant(
          before === after,
          () => `carry ${index} of a scan begins as ${before} and goes on as ${after}`,
        );
      });
      return [...results.carries, ...results.stacked];
    });
    const outputs = kit.emit('scan', [...constants, ...carries, ...sequences], {
      body,
      constants: constants.length,
      carries: carries.length,
      length: steps,
      reverse,
    });
    return { carries: outputs.slice(0, carries.length), stacked: outputs.slice(carries.length) };
  },
  composite: (name, inputs, run) =>
    kit.emit('composite', inputs, { name, body: kit.body(inputs.map(kit.type), run) }),
});
