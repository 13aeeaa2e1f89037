import { expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter, readState, seed } from "../../../schema/presentation/document.ts";
import { initialState } from "../../../schema/presentation/presentation.ts";

test("an hour in orbits and panoramas with 7,200 resting cameras leaves a document of at most 1 KiB", () => {
  const doc = new Y.Doc();
  seed(doc, initialState("small", { screen: "orbit", orbit: "tower" }));
  const writer = openWriter(doc);
  for (let turn = 0; turn < 3_600; turn += 1) {
    const share = Math.round((turn / 3_600) * 10_000) / 10_000;
    writer.write({
      view: { screen: "orbit", orbit: "tower" },
      camera: { target: "orbit:tower", turn: share, zoom: 1 + share },
    });
    writer.write({
      view: { screen: "panorama", panorama: "living" },
      camera: { target: "panorama:living", yaw: share * 360 - 180, pitch: share * 20, fov: 75 },
    });
  }
  expect(Y.encodeStateAsUpdate(doc).byteLength).toBeLessThanOrEqual(1024);
  const state = readState(doc);
  expect(state.ok && state.value.camera?.target).toBe("panorama:living");
  writer.close();
});
