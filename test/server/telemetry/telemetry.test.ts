import { Registry } from "prom-client";
import { describe, expect, test } from "vitest";
import { StorageError } from "../../../server/storage/storage.ts";
import { openLog } from "../../../server/telemetry/log.ts";
import { measureStorage } from "../../../server/telemetry/measuredStorage.ts";
import { defineProcessMetrics, openMetrics } from "../../../server/telemetry/metrics.ts";
import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";

function open(live = async () => 3) {
  const registry = new Registry();
  defineProcessMetrics(registry);
  return openMetrics(registry, live);
}

describe("metrics", () => {
  test("include the operator's key figures", async () => {
    const metrics = open();
    metrics.roomOpened();
    metrics.roomOpened();
    metrics.roomClosed();
    metrics.participantOpened("buyer");
    metrics.participantOpened("agent");
    metrics.participantClosed("agent");
    metrics.frameIn("write", 10);
    metrics.framesOut("update", 3, 30);
    metrics.refused("read_only");
    metrics.closed("ended");
    metrics.timeUpdate()();
    metrics.joined();
    metrics.joinRefused("wrong_pin");
    metrics.relayUp(true);
    metrics.relayed(7);
    metrics.heard(5);
    metrics.heard(6);
    metrics.relayGap();
    metrics.relayReconnected();
    const { text } = await metrics.read();
    for (const line of [
      "offplan_presentations_live 3",
      "offplan_rooms 1",
      'offplan_participants{role="buyer"} 1',
      'offplan_participants{role="agent"} 0',
      'offplan_frames_total{direction="in",kind="write"} 1',
      'offplan_frames_total{direction="out",kind="update"} 3',
      'offplan_frame_bytes_total{direction="out",kind="update"} 30',
      'offplan_refusals_total{reason="read_only"} 1',
      'offplan_closes_total{reason="ended"} 1',
      "offplan_update_apply_seconds_count 1",
      "offplan_relay_up 1",
      'offplan_relay_messages_total{direction="out"} 1',
      'offplan_relay_messages_total{direction="in"} 2',
      'offplan_relay_bytes_total{direction="out"} 7',
      'offplan_relay_bytes_total{direction="in"} 11',
      "offplan_relay_gaps_total 1",
      "offplan_relay_reconnects_total 1",
      'offplan_joins_total{outcome="joined"} 1',
      'offplan_joins_total{outcome="wrong_pin"} 1',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
    expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
    expect(text).toContain("process_resident_memory_bytes");
  });

  test("can be read while storage fails", async () => {
    const { text } = await open(() => Promise.reject(new StorageError("locked"))).read();
    expect(text).toContain("offplan_presentations_live Nan");
  });

  test("measure appends and count failed ones", async () => {
    const metrics = open();
    const memory = openMemoryStorage();
    let nowMs = 0;
    const storage = measureStorage(memory, metrics, () => (nowMs += 20));
    await storage.documents.append("room", [new Uint8Array([1])]);
    await memory.close();
    await expect(storage.documents.append("room", [])).rejects.toBeInstanceOf(StorageError);
    const { text } = await metrics.read();
    expect(text).toContain("offplan_storage_append_seconds_sum 0.02\n");
    expect(text).toContain("offplan_storage_append_seconds_count 1\n");
    expect(text).toContain("offplan_storage_failures_total 1\n");
  });
});

describe("the log", () => {
  const lines = (level: string) => {
    const written: Record<string, unknown>[] = [];
    const write = (line: string) => written.push(JSON.parse(line) as Record<string, unknown>);
    return { log: openLog(level, { write }), written };
  };

  test("writes JSON lines from its level up", () => {
    const { log, written } = lines("info");
    log.debug({}, "unseen");
    log.info({ url: "http://x" }, "listening");
    expect(written).toMatchObject([{ level: "info", url: "http://x", msg: "listening" }]);
    expect(written[0]?.["time"]).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test("redacts secrets, and an error's properties other than its message", () => {
    const { log, written } = lines("info");
    const err = Object.assign(new Error("broken"), { body: "hidden-1", code: "E" });
    log.error({ err, token: "hidden-2", request: { authorization: "hidden-3" } }, "failed");
    expect(JSON.stringify(written)).not.toContain("hidden");
    expect(written[0]).toMatchObject({ err: { type: "Error", message: "broken", code: "E" } });
  });
});
