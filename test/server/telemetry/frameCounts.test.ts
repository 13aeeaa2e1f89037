import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { defineFrameCounts } from "../../../server/telemetry/frameCounts.ts";

test("frames and bytes are counted by direction and kind, and repeated reading does not double them", async () => {
  const registry = new Registry();
  const counts = defineFrameCounts([registry]);
  counts.frameIn("awareness", 40);
  counts.frameIn("awareness", 2);
  counts.framesOut("awareness", 20, 800);
  counts.framesOut("update", 1, 7);
  await registry.metrics();
  const text = await registry.metrics();
  const lines = text.split("\n").filter((line) => line.startsWith("offplan_"));
  expect(lines).toEqual([
    'offplan_frames_total{direction="in",kind="awareness"} 2',
    'offplan_frames_total{direction="out",kind="awareness"} 20',
    'offplan_frames_total{direction="out",kind="update"} 1',
    'offplan_frame_bytes_total{direction="in",kind="awareness"} 42',
    'offplan_frame_bytes_total{direction="out",kind="awareness"} 800',
    'offplan_frame_bytes_total{direction="out",kind="update"} 7',
  ]);
});
