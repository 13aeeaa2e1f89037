import { boundsInView, focalLength, type PanoramaPlace, type ViewSize } from "./projection.ts";

/** Renders panoramas in perspective, all of a page's with one WebGL context. */
export interface PanoramaRenderer {
  /** Keeps a picture as a texture until each `put` has been undone by a `drop`. */
  put(name: string, image: TexImageSource): void;
  drop(name: string): void;
  /**
   * Draws pictures passed to `put`, each over those before it. False while the context is lost. `size` is in device pixels.
   */
  draw(
    target: CanvasRenderingContext2D,
    parts: readonly PanoramaPart[],
    place: PanoramaPlace,
    size: ViewSize,
  ): boolean;
  /** Maximum side of a picture. */
  readonly largest: number;
  /** Calls back when the context is lost or restored. Returns a function that unsubscribes. */
  onChange(changed: () => void): () => void;
}

/** A picture that covers a part of the sphere: 0–1 of its equirectangular projection. */
export interface PanoramaPart {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const VERTEX = `attribute vec2 at; varying vec2 v; void main() { v = at; gl_Position = vec4(at, 0.0, 1.0); }`;
const FRAGMENT = `precision highp float;
varying vec2 v; uniform sampler2D room; uniform vec2 extent; uniform vec2 turn; uniform vec4 part;
void main() {
  vec3 ray = vec3(v * extent, 1.0);
  float s = sin(turn.y), c = cos(turn.y);
  ray = vec3(ray.x, ray.y * c + ray.z * s, ray.z * c - ray.y * s);
  float yaw = atan(ray.x, ray.z) + turn.x;
  float pitch = asin(ray.y / length(ray));
  vec2 at = vec2(fract(yaw / 6.28318530718 + 0.5), 0.5 - pitch / 3.14159265359);
  vec2 inside = (at - part.xy) / part.zw;
  if (any(lessThan(inside, vec2(0.0))) || any(greaterThan(inside, vec2(1.0)))) discard;
  gl_FragColor = texture2D(room, inside);
}`;

const RADIAN = Math.PI / 180;

interface Kept {
  readonly image: TexImageSource;
  users: number;
  texture: WebGLTexture | undefined;
}

function compile(gl: WebGLRenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  const at = gl.getAttribLocation(program, "at");
  gl.enableVertexAttribArray(at);
  gl.vertexAttribPointer(at, 2, gl.FLOAT, false, 0, 0);
  return program;
}

function upload(gl: WebGLRenderingContext, image: TexImageSource): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB, gl.RGB, gl.UNSIGNED_BYTE, image);
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) {
    gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  }
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
  }
  return texture;
}

/** `undefined` on a device without WebGL. */
function openPanoramaRenderer(canvas: HTMLCanvasElement): PanoramaRenderer | undefined {
  const gl = canvas.getContext("webgl", { alpha: false, antialias: false, depth: false });
  if (gl === null) return undefined;
  let program: WebGLProgram | undefined = compile(gl);
  const kept = new Map<string, Kept>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const changed of listeners) changed();
  };
  canvas.addEventListener("webglcontextlost", (lost) => {
    // Allows the browser to restore the context.
    lost.preventDefault();
    program = undefined;
    for (const picture of kept.values()) picture.texture = undefined;
    tell();
  });
  canvas.addEventListener("webglcontextrestored", () => {
    program = compile(gl);
    tell();
  });
  return {
    largest: Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)),
    put: (name, image) => {
      const known = kept.get(name);
      if (known === undefined) kept.set(name, { image, users: 1, texture: undefined });
      else known.users += 1;
    },
    drop: (name) => {
      const known = kept.get(name);
      if (known === undefined) return;
      known.users -= 1;
      if (known.users > 0) return;
      kept.delete(name);
      if (known.texture !== undefined) gl.deleteTexture(known.texture);
    },
    draw: (target, parts, place, { width, height }) => {
      const known = parts.filter(({ name }) => kept.has(name));
      if (program === undefined || known.length === 0 || gl.isContextLost()) return false;
      const drawn = program;
      const at = (name: string) => gl.getUniformLocation(drawn, name);
      if (canvas.width < width) canvas.width = width;
      if (canvas.height < height) canvas.height = height;
      gl.viewport(0, 0, width, height);
      gl.enable(gl.SCISSOR_TEST);
      const focal = focalLength(place, { width, height });
      gl.uniform2f(at("extent"), width / 2 / focal, height / 2 / focal);
      gl.uniform2f(at("turn"), place.yaw * RADIAN, place.pitch * RADIAN);
      for (const part of known) {
        const picture = kept.get(part.name);
        if (picture === undefined) continue;
        picture.texture ??= upload(gl, picture.image);
        gl.bindTexture(gl.TEXTURE_2D, picture.texture);
        gl.uniform4f(at("part"), part.x, part.y, part.width, part.height);
        // Only where the part can be: each pixel outside would be computed for nothing.
        const seen = boundsInView(part, place, { width, height });
        gl.scissor(seen.x, height - seen.y - seen.height, seen.width, seen.height);
        gl.drawArrays(gl.TRIANGLES, 0, 3);
      }
      // WebGL's origin is the lower left corner.
      target.drawImage(canvas, 0, canvas.height - height, width, height, 0, 0, width, height);
      return true;
    },
    onChange: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

let renderer: PanoramaRenderer | undefined;
let isOpened = false;

/** The page's only renderer: some devices drop a page that requests several contexts. */
export function pageRenderer(): PanoramaRenderer | undefined {
  if (!isOpened) renderer = openPanoramaRenderer(document.createElement("canvas"));
  isOpened = true;
  return renderer;
}
