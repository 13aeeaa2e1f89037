import { parseAnchor } from "./anchors.ts";
import type { AgentFields, Highlight, Pointer } from "./awareness.ts";
import { MAX_FOV, MAX_ZOOM, MIN_FOV, type Camera } from "./presentation.ts";

/**
 * Parses `AgentFields` by hand, twenty times as fast as the schema: an agent's pointer arrives up to sixty times a
 * second. A property test proves that both agree. `undefined` for invalid values.
 */
export function readAgentFields(sent: unknown): AgentFields | undefined {
  if (!isObject(sent)) return undefined;
  const { pointer, highlight, camera, mirroring, call } = sent;
  const read: Writable<AgentFields> = {};
  if (pointer !== undefined && (read.pointer = readPointer(pointer)) === undefined)
    return undefined;
  if (highlight !== undefined && (read.highlight = readHighlight(highlight)) === undefined) {
    return undefined;
  }
  if (camera !== undefined && (read.camera = readCamera(camera)) === undefined) return undefined;
  if (mirroring !== undefined) {
    if (mirroring !== "paused") return undefined;
    read.mirroring = mirroring;
  }
  if (call !== undefined) {
    if (!Number.isSafeInteger(call) || Number(call) < 0) return undefined;
    read.call = Number(call);
  }
  return read;
}

type Writable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };
type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const isAnchor = (value: unknown): value is string =>
  typeof value === "string" && value.length <= 140 && parseAnchor(value) !== undefined;

const isBetween = (value: unknown, min: number, max: number): value is number =>
  typeof value === "number" && value >= min && value <= max;

function readPointer(sent: unknown): Pointer | undefined {
  if (!isObject(sent)) return undefined;
  const { anchor, x, y } = sent;
  if (!isAnchor(anchor) || !isBetween(x, 0, 1) || !isBetween(y, 0, 1)) return undefined;
  return { anchor, x, y };
}

function readHighlight(sent: unknown): Highlight | undefined {
  if (!isObject(sent)) return undefined;
  const { anchor } = sent;
  return isAnchor(anchor) ? { anchor } : undefined;
}

function readCamera(sent: unknown): Camera | undefined {
  if (!isObject(sent)) return undefined;
  const { target } = sent;
  if (typeof target !== "string" || target.length > 140) return undefined;
  if (target.startsWith("orbit:")) return readOrbitCamera(target, sent);
  if (target.startsWith("panorama:")) return readPanoramaCamera(target, sent);
  const { x, y, zoom } = sent;
  if (!isBetween(x, 0, 1) || !isBetween(y, 0, 1) || !isBetween(zoom, 1, MAX_ZOOM)) return undefined;
  return { target, x, y, zoom };
}

function readOrbitCamera(target: string, { turn, zoom }: Fields): Camera | undefined {
  if (!isBetween(turn, 0, 1) || !isBetween(zoom, 1, MAX_ZOOM)) return undefined;
  return { target, turn, zoom };
}

function readPanoramaCamera(target: string, { yaw, pitch, fov }: Fields): Camera | undefined {
  const isRead =
    isBetween(yaw, -360, 360) && isBetween(pitch, -90, 90) && isBetween(fov, MIN_FOV, MAX_FOV);
  return isRead ? { target, yaw, pitch, fov } : undefined;
}
