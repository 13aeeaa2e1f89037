import type { Hotspot, Orbit, OrbitKey, Panorama } from "../../../../schema/catalogue/around.ts";
import { omitUndefined } from "../../omitUndefined.ts";
import type { Pack } from "../pack.ts";
import type { PackPicture, Pictures } from "../pictures.ts";

type PackOrbit = Pack["orbits"][number];
type PackKey = PackOrbit["outlines"][number];

function toKey(
  { frame, units, floors, buildings }: PackKey,
  { building: own, first }: PackOrbit,
  { place }: PackPicture,
): OrbitKey {
  return {
    frame: frame - first,
    outlines: [
      ...buildings.map(({ building, outline }) => ({ building, outline: place(outline) })),
      ...floors.map(({ building = own ?? "", floor, outline }) => ({
        building,
        floor,
        outline: place(outline),
      })),
      ...units.map(({ unit, outline }) => ({ unit, outline: place(outline) })),
    ],
  };
}

/** `undefined` if its frames are invalid, which was reported. */
export function toOrbit(orbit: PackOrbit, index: number, pictures: Pictures): Orbit | undefined {
  const found = pictures.readFrames(orbit, ["orbits", index]);
  if (found === undefined) return undefined;
  const { id, name, building, count, first, outlines } = orbit;
  const { src, srcDark, size, kind, blur } = found.picture;
  return {
    id,
    frames: src,
    count,
    first,
    size,
    kind,
    keys: outlines
      .map((key) => toKey(key, orbit, found))
      .toSorted((one, other) => one.frame - other.frame),
    ...omitUndefined({ name, building, framesDark: srcDark, blur }),
  };
}

const signedYaw = (yaw: number): number => (yaw > 180 ? yaw - 360 : yaw);

/** `undefined` if its picture is invalid, which was reported. */
export function toPanorama(
  { id, name, layout, image, start, hotspots }: Pack["panoramas"][number],
  index: number,
  pictures: Pictures,
): Panorama | undefined {
  const found = pictures.readPanorama(image, ["panoramas", index]);
  if (found === undefined) return undefined;
  const { src, size, blur } = found.picture;
  return {
    id,
    src,
    size,
    hotspots: hotspots.map(({ yaw, pitch, name: spot, to }): Hotspot => ({
      yaw: signedYaw(yaw),
      pitch,
      ...omitUndefined({ name: spot, to }),
    })),
    ...omitUndefined({
      name,
      layout,
      blur,
      start: start && { yaw: signedYaw(start.yaw), pitch: start.pitch },
    }),
  };
}
