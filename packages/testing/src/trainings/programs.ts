import type { HostTensor, Program } from '@neurite/contract';
import { differentiate, link, record, type Recorder, type Reference } from '@neurite/program';
import { typeOf } from '../primitives/case-of.js';
import { flat, tensor } from '../tensors/index.js';
import type { Network, Tensors } from './network.js';

const declare = (
  recorder: Recorder,
  role: 'parameter' | 'statistic' | 'batch',
  tensors: Tensors = {},
): Readonly<Record<string, Reference>> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, value]) => [name, recorder.input(name, role, typeOf(value))]),
  );

/** In: parameters, statistics, batch, counter. Out: loss, renewed statistics, gradients. */
const gradientsProgram = (network: Network): Program => {
  const program = record((recorder) => {
    const values = {
      ...declare(recorder, 'parameter', network.parameters),
      ...declare(recorder, 'statistic', network.statistics),
      ...declare(recorder, 'batch', network.batch),
    };
    const counter = recorder.input('counter', 'counter', { dtype: 'int32', shape: [4] });
    let draws = 0;
    const { loss, statistics = {} } = network.run(
      recorder.ops,
      values,
      (shape) => recorder.emit('uniform', [counter], { shape, stream: draws++ })[0]!,
    );
    recorder.output('loss', 'metric', loss);
    for (const [name, value] of Object.entries(statistics)) recorder.output(name, 'statistic', value);
  });
  return differentiate(program, { of: 'loss', by: Object.keys(network.parameters) });
};

const slotsOf = { adam: ['m', 'v'], momentum: ['velocity'] } as const;

/** In: parameters, slots, gradients, scalars. Out: parameters and slots, in place of the old, and whether the gradient was finite. */
const updateProgram = (network: Network): Program =>
  record((recorder) => {
    const { ops, input, output } = recorder;
    const names = Object.keys(network.parameters);
    const parameters = declare(recorder, 'parameter', network.parameters);
    const slotNames = slotsOf[network.optimizer];
    const slot = (name: string, each: string) => `${name}/${each}`;
    const type = (name: string) => typeOf(network.parameters[name]!);
    const slots = Object.fromEntries(
      names.flatMap((name) =>
        slotNames.map((each) => [slot(name, each), input(slot(name, each), 'slot', type(name))]),
      ),
    );
    const gradients = Object.fromEntries(
      names.map((name) => [name, input(`gradient:${name}`, 'gradient', type(name))]),
    );
    const rate = input('rate', 'scalar', { dtype: 'float32', shape: [] });
    const correction = input('correction', 'scalar', { dtype: 'float32', shape: [] });
    const squares = names.map((name) => ops.sum(ops.square(gradients[name]!)));
    const norm = ops.sqrt(squares.reduce((a, b) => ops.add(a, b)));
    const ok = ops.isFinite(norm);
    const renew = (role: 'parameter' | 'slot', name: string, old: Reference, next: Reference): void => {
      output(name, role, ops.where(ok, next, old));
      recorder.donate(role, name);
    };
    for (const name of names) {
      const [parameter, gradient] = [parameters[name]!, gradients[name]!];
      const old = (each: string) => slots[slot(name, each)]!;
      const blend = (before: Reference, now: Reference, decay: number) =>
        ops.add(ops.mul(before, decay), ops.mul(now, 1 - decay));
      if (network.optimizer === 'adam') {
        const m = blend(old('m'), gradient, 0.9);
        const v = blend(old('v'), ops.square(gradient), 0.999);
        const step = ops.div(ops.mul(m, rate), ops.add(ops.mul(ops.sqrt(v), correction), 1e-7));
        renew('slot', slot(name, 'm'), old('m'), m);
        renew('slot', slot(name, 'v'), old('v'), v);
        renew('parameter', name, parameter, ops.sub(parameter, step));
      } else {
        const velocity = ops.add(ops.mul(old('velocity'), 0.9), gradient);
        renew('slot', slot(name, 'velocity'), old('velocity'), velocity);
        renew('parameter', name, parameter, ops.sub(parameter, ops.mul(velocity, rate)));
      }
    }
    output('ok', 'finding', ok);
    output('gradient_norm', 'finding', norm);
  });

/** Statistics take the place of the old ones. */
const donatingStatistics = (program: Program): Program => {
  const pairs = program.outputs.flatMap(({ name, role }, output): readonly (readonly [number, number])[] => {
    const input = program.inputs.findIndex((port) => port.role === role && port.name === name);
    return role === 'statistic' && input >= 0 ? [[input, output]] : [];
  });
  return Object.freeze({ ...program, donated: [...program.donated, ...pairs] });
};

export interface Training {
  readonly network: Network;
  readonly gradients: Program;
  readonly step: Program;
  /** Everything but what changes from step to step by the host: by role and name, as in `program.inputs`. */
  readonly start: Tensors;
  /** What the host hands in for a step, counted from 1. */
  host(step: number): Tensors;
}

/** Ports are called by role and name: a parameter and a slot may share a name. */
export const portKey = ({ role, name }: { readonly role: string; readonly name: string }): string =>
  `${role} ${name}`;

const prefixed = (role: string, tensors: Tensors): readonly (readonly [string, HostTensor])[] =>
  Object.entries(tensors).map(([name, value]) => [portKey({ role, name }), value]);

export const trainingOf = (network: Network): Training => {
  const gradients = gradientsProgram(network);
  const slots = Object.entries(network.parameters).flatMap(([name, { shape, data }]) =>
    slotsOf[network.optimizer].map(
      (each) => [`${name}/${each}`, flat(shape, new Array<number>(data.length).fill(0))] as const,
    ),
  );
  return {
    network,
    gradients,
    step: donatingStatistics(link(gradients, updateProgram(network))),
    start: Object.fromEntries([
      ...prefixed('parameter', network.parameters),
      ...prefixed('slot', Object.fromEntries(slots)),
      ...prefixed('statistic', network.statistics ?? {}),
      ...prefixed('batch', network.batch),
    ]),
    host: (step) => ({
      'counter counter': tensor([7, step, 0, 0], 'int32'),
      'scalar rate': tensor(Math.fround(network.rate / (network.optimizer === 'adam' ? 1 - 0.9 ** step : 1))),
      'scalar correction': tensor(Math.fround(1 / Math.sqrt(1 - 0.999 ** step))),
    }),
  };
};
