import type { Tfjs } from './tfjs.js';

/** A WebGL2 context of our own that renders to float32 textures, or the reason why there is none. */
export const createContext = (): { readonly gl: WebGL2RenderingContext } | { readonly reason: string } => {
  if (typeof OffscreenCanvas === 'undefined')
    return { reason: 'there is no WebGL here: it needs a browser with OffscreenCanvas' };
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
  });
  if (gl === null) return { reason: 'this browser gives no WebGL2 context' };
  if (gl.getExtension('EXT_color_buffer_float') === null) {
    loseContext(gl);
    return {
      reason:
        'this GPU does not render to float32 textures (EXT_color_buffer_float), and half precision cannot train',
    };
  }
  return { gl };
};

/** Gives the context back at once: browsers allow about sixteen, and collect lost ones late. */
export const loseContext = (gl: WebGL2RenderingContext): void =>
  gl.getExtension('WEBGL_lose_context')?.loseContext();

// Flags of tfjs that ask a context, each the first time that it is read: read here, while ours answers.
const flags = [
  'WEBGL_VERSION',
  'HAS_WEBGL',
  'WEBGL_MAX_TEXTURE_SIZE',
  'WEBGL_MAX_TEXTURES_IN_SHADER',
  'WEBGL_RENDER_FLOAT32_ENABLED',
  'WEBGL_DOWNLOAD_FLOAT_ENABLED',
  'WEBGL_FENCE_API_ENABLED',
  'WEBGL_SIZE_UPLOAD_UNIFORM',
];

/**
 * A tfjs backend on a context of our own, outside tfjs's engine: no tidy, no tape, no registration, and a page that uses tfjs on
 * WebGL itself is not disturbed.
 */
export const createBackend = ({ core, webgl }: Tfjs, gl: WebGL2RenderingContext) => {
  webgl.setWebGLContext(2, gl);
  // Small tensors would be computed elsewhere, by other formulas.
  core.env().set('WEBGL_CPU_FORWARD', false);
  // Uploads, downloads, packing and products then compile once, and not once for each shape.
  core.env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
  for (const flag of flags) core.env().get(flag);
  // What getWebGLContext of tfjs switches off and on for contexts that it makes itself.
  for (const off of [
    gl.DEPTH_TEST,
    gl.STENCIL_TEST,
    gl.BLEND,
    gl.DITHER,
    gl.POLYGON_OFFSET_FILL,
    gl.SAMPLE_COVERAGE,
  ])
    gl.disable(off);
  for (const on of [gl.SCISSOR_TEST, gl.CULL_FACE]) gl.enable(on);
  gl.cullFace(gl.BACK);
  const backend = new webgl.MathBackendWebGL(new webgl.GPGPUContext(gl));
  // tfjs then makes a context for itself when somebody asks it for one, instead of sharing ours.
  webgl.setWebGLContext(2, null as unknown as WebGL2RenderingContext);
  return backend;
};
