import { type Code, flatten, sized, text, unsigned, vector } from './code.js';
import { callCode, type Locals, sequence } from './control.js';
import {
  type Expression,
  expression,
  type I32,
  type Local,
  type Statement,
  statement,
  typeCode,
  type ValueType,
} from './types.js';

export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType;
}

/** A function of the module, or one that it imports. */
export interface FunctionReference {
  readonly signature: Signature;
  /** For functions without a result. */
  run(...args: readonly Expression[]): Statement;
  /** For functions with a result of type T. */
  call<T extends ValueType>(type: T, ...args: readonly Expression[]): Expression<T>;
}

/** What a function is made with: its parameters and its locals. */
export interface Body extends Locals {
  readonly parameters: readonly Local[];
  parameter<T extends ValueType>(type: T, index: number): Local<T>;
}

export interface Global {
  readonly get: I32;
  set(value: I32): Statement;
}

export interface ModuleBuilder {
  import(from: string, name: string, signature: Signature): FunctionReference;
  /** A mutable i32, 0 at first, exported under `name`. */
  global(name: string): Global;
  /** `make` returns the statements; with a result, the last thing is the expression of its value. */
  function(
    signature: Signature,
    make: (body: Body) => Statement | { readonly run: Statement; readonly result: Expression },
  ): FunctionReference;
  export(name: string, target: FunctionReference): void;
  bytes(): Uint8Array<ArrayBuffer>;
}

const makeLocal = <T extends ValueType>(type: T, index: number): Local<T> => ({
  get: expression(type, [0x20, unsigned(index)]),
  set: (value) => statement([value.code, 0x21, unsigned(index)]),
  tee: (value) => expression(type, [value.code, 0x22, unsigned(index)]),
});

/** Runs of equal types, as the binary format wants locals. */
const localRuns = (types: readonly ValueType[]): Code => {
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  return vector(runs.map((run) => [unsigned(run.count), typeCode[run.type]]));
};

/** Starts a module that imports the memory `env.memory`. */
export const buildModule = (): ModuleBuilder => {
  const types: Code[] = [];
  const typeIndex = new Map<string, number>();
  const imports: { readonly from: string; readonly name: string; readonly type: number }[] = [];
  const imported = new Map<string, FunctionReference>();
  const functions: { readonly type: number; readonly code: Code }[] = [];
  const globals: string[] = [];
  const exports: { readonly name: string; readonly kind: number; readonly index: () => number }[] = [];
  const targets = new WeakMap<FunctionReference, () => number>();

  const typeOf = ({ parameters, result }: Signature): number => {
    const key = `${parameters.join()}>${result ?? ''}`;
    const known = typeIndex.get(key);
    if (known !== undefined) return known;
    const code = [
      0x60,
      vector(parameters.map((type) => typeCode[type])),
      vector(result === undefined ? [] : [typeCode[result]]),
    ];
    typeIndex.set(key, types.length);
    return types.push(code) - 1;
  };
  const reference = (signature: Signature, target: () => number): FunctionReference => {
    const made: FunctionReference = {
      signature,
      run: (...args) => statement(callCode(target, args)),
      call: (type, ...args) => expression(type, callCode(target, args)),
    };
    targets.set(made, target);
    return made;
  };

  return {
    import: (from, name, signature) => {
      const known = imported.get(`${from}.${name}`);
      if (known !== undefined) return known;
      const index = imports.push({ from, name, type: typeOf(signature) }) - 1;
      const made = reference(signature, () => index);
      imported.set(`${from}.${name}`, made);
      return made;
    },
    global: (name) => {
      const index = globals.push(name) - 1;
      exports.push({ name, kind: 3, index: () => index });
      return {
        get: expression('i32', [0x23, unsigned(index)]),
        set: (value) => statement([value.code, 0x24, unsigned(index)]),
      };
    },
    function: (signature, make) => {
      const { parameters } = signature;
      const locals: ValueType[] = [];
      const known = parameters.map((type, index) => makeLocal(type, index));
      const made = make({
        parameters: known,
        // The caller names the type that the signature gives this parameter.
        parameter: <T extends ValueType>(_: T, index: number) => known[index] as unknown as Local<T>,
        local: (type) => makeLocal(type, parameters.length + locals.push(type) - 1),
      });
      const body = 'run' in made ? [sequence(made.run).code, made.result.code] : made.code;
      const index =
        functions.push({ type: typeOf(signature), code: [() => localRuns(locals), body, 0x0b] }) - 1;
      return reference(signature, () => imports.length + index);
    },
    export: (name, target) => {
      exports.push({ name, kind: 0, index: targets.get(target)! });
    },
    bytes: () => {
      const section = (id: number, items: readonly Code[]): Code =>
        items.length === 0 ? [] : [id, sized(vector(items))];
      const memory: Code = [text('env'), text('memory'), 2, 0, 0];
      return flatten([
        [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
        section(1, types),
        section(2, [
          memory,
          ...imports.map(({ from, name, type }) => [text(from), text(name), 0, unsigned(type)]),
        ]),
        section(
          3,
          functions.map(({ type }) => unsigned(type)),
        ),
        section(
          6,
          globals.map(() => [0x7f, 1, 0x41, 0, 0x0b]),
        ),
        section(
          7,
          exports.map(({ name, kind, index }) => [text(name), kind, unsigned(index())]),
        ),
        section(
          10,
          functions.map(({ code }) => sized(code)),
        ),
      ]) as Uint8Array<ArrayBuffer>;
    },
  };
};
