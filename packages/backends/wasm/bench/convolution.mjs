// Our convolutions against XNNPACK's in the kernel library, by shape. Build first (`npx tsc -b packages/backends/wasm`), then:
// node packages/backends/wasm/bench/convolution.mjs
import { performance } from 'node:perf_hooks';
import { load, startEngine } from '../dist/engine/index.js';
import { createWasm } from '../dist/index.js';

const type = (...shape) => ({ dtype: 'float32', shape });
const random = (count) => Float32Array.from({ length: count }, () => Math.random() - 0.5);

/** The processor's time of one call, and the shortest wall time, in ms. */
const time = (run) => {
  const warm = performance.now();
  while (performance.now() - warm < 700) run();
  const times = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  while (performance.now() - start < 1000) {
    const from = performance.now();
    run();
    times.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(cpu);
  return [(user + system) / 1000 / times.length, Math.min(...times)]
    .map((ms) => ms.toFixed(2).padStart(7))
    .join(' /');
};

// `--relaxed`: with fused multiply-add (Node 20 also needs --experimental-wasm-relaxed-simd before the file's name).
const device = await createWasm({ relaxed: process.argv.includes('--relaxed') }).open();
const engine = await startEngine(await load());

const ours = async (primitive, inputs, output, attributes) => {
  const program = {
    values: [...inputs, output],
    ops: [{ primitive, inputs: [0, 1], outputs: [2], attributes, origin: 0 }],
    inputs: [0, 1].map((value) => ({ name: `${value}`, role: 'batch', value })),
    outputs: [{ name: 'y', role: 'output', value: 2 }],
    donated: [],
    origins: [{ path: '' }],
  };
  const executable = await device.prepare(program);
  const buffers = inputs.map((each) => device.write(each, random(each.shape.reduce((a, b) => a * b))));
  const result = time(() => executable.run(buffers).forEach(device.free));
  buffers.forEach(device.free);
  executable.dispose();
  return result;
};

const xnnpack = ([n, h, w, c], [kh, kw, , f], stride, pad, out, depthwise) => {
  const make = (id, count) => {
    const at = engine.malloc(4 * count) >>> 0;
    new Float32Array(engine.memory.buffer, at, count).set(random(count));
    engine.register_tensor(id, count, at);
    return at;
  };
  const kernelSize = depthwise ? kh * kw * c : kh * kw * c * f;
  const addresses = [
    make(1, n * h * w * c),
    make(2, kernelSize),
    make(
      3,
      out.reduce((a, b) => a * b),
    ),
  ];
  const run = () => {
    engine.dispose_data(2);
    engine.register_tensor(2, kernelSize, addresses[1]);
    const kernel = depthwise ? engine.DepthwiseConv2dNative : engine.Conv2D;
    kernel(1, n, h, w, 2, kh, kw, pad, pad, pad, pad, 0, 1, 1, stride, stride, c, depthwise ? c : f, 3);
  };
  const result = time(run);
  addresses.forEach(engine.free);
  [1, 2, 3].forEach((id) => engine.dispose_data(id));
  return result;
};

console.log(
  'processor / shortest ms                      forward       xnnpack            input             kernel',
);
for (const [x, kernel, stride, pad] of [
  [[64, 28, 28, 1], [3, 3, 1, 32], 1, 1],
  [[64, 14, 14, 32], [3, 3, 32, 64], 1, 1],
  [[16, 14, 14, 64], [5, 5, 64, 64], 1, 2],
  [[4, 56, 56, 64], [1, 1, 64, 256], 1, 0],
  [[4, 112, 112, 3], [7, 7, 3, 64], 2, 3],
  [[8, 28, 28, 64], [3, 3, 64, 128], 2, 1],
  [[8, 28, 28, 64], [3, 3, 1, 64], 1, 1],
  [[8, 28, 28, 128], [3, 3, 1, 128], 2, 1],
]) {
  const channels = x[3];
  const groups = channels / kernel[2];
  const place = (extent, size) => Math.floor((extent + 2 * pad - size) / stride) + 1;
  const y = [x[0], place(x[1], kernel[0]), place(x[2], kernel[1]), kernel[3]];
  const attributes = {
    strides: [stride, stride],
    padding: [
      [pad, pad],
      [pad, pad],
    ],
    dilation: [1, 1],
    groups,
  };
  const row = [
    await ours('conv', [type(...x), type(...kernel)], type(...y), attributes),
    xnnpack(x, kernel, stride, pad, y, groups > 1),
    await ours('conv_input', [type(...y), type(...kernel)], type(...x), { ...attributes, shape: x }),
    await ours('conv_kernel', [type(...x), type(...y)], type(...kernel), { ...attributes, shape: kernel }),
  ];
  console.log(`${x.join('×')} * ${kernel.join('×')} /${stride}`.padEnd(34), row.join('  '));
}
device.close();
