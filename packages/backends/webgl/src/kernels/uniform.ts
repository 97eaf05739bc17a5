import { sizeOf, type Attributes } from '@neurite/contract';
import { threefry2x32 } from '@neurite/program';
import type { Gpu } from '../device/gpu.js';
import type { Texture } from '../device/texture.js';
import { shader } from '../glsl/shader.js';

// Threefry-2x32 with 20 rounds in 32-bit integers, which WebGL2 computes exactly: the same bits as on every other backend.
const threefry = `const int rotations[8] = int[8](13, 15, 26, 6, 17, 29, 16, 24);
uvec2 threefry(uvec2 key, uvec2 counter) {
  uint keys[3] = uint[3](key.x, key.y, 0x1bd11bdau ^ key.x ^ key.y);
  uint a = counter.x + keys[0];
  uint b = counter.y + keys[1];
  for (int round = 0; round < 20; round++) {
    int rotation = rotations[round & 7];
    a += b;
    b = ((b << rotation) | (b >> (32 - rotation))) ^ a;
    if ((round & 3) == 3) {
      int injection = (round >> 2) + 1;
      a += keys[injection % 3];
      b += keys[(injection + 1) % 3] + uint(injection);
    }
  }
  return uvec2(a, b);
}`;

/** Draws from a counter that the host knows: textures hold floats, which would lose the low bits of a seed. */
export const uniform = ({
  shape,
  stream,
}: Attributes['uniform']): ((gpu: Gpu, counter: ArrayLike<number>) => Texture) => {
  const code = shader({
    inputs: 0,
    size: sizeOf(shape),
    uniforms: ['key0', 'key1', 'iteration'],
    functions: [threefry],
    body: `uvec2 words = threefry(uvec2(uint(key0), uint(key1)), uvec2(uint(i / 2), uint(iteration)));
  uint word = i % 2 == 0 ? words.x : words.y;`,
    result: 'float(word >> 8) * uintBitsToFloat(0x33800000u)',
  });
  return (gpu, counter) => {
    const [key0, key1] = threefry2x32(counter[0]!, stream, counter[1]!, counter[2]!);
    return gpu.run(code, 'float32', [], [key0 | 0, key1 | 0, counter[3]! | 0]);
  };
};
