import { describe, expect, test } from "vitest";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { Batches } from "../../../client/inspector/tap/batches.ts";
import { createFaults } from "../../../client/inspector/tap/faults.ts";
import { tapSocket } from "../../../client/inspector/tap/tappedSocket.ts";
import { createWire, readExpiry } from "../../../client/inspector/tap/wire.ts";
import type { DocumentReport, InspectionBatch } from "../../../schema/protocol/inspection.ts";

/** A fake of the browser's socket, driven by the test. */
class FakeSocket extends EventTarget {
  static readonly made: FakeSocket[] = [];
  binaryType = "arraybuffer";
  readyState = 0;
  readonly sent: unknown[] = [];
  constructor() {
    super();
    FakeSocket.made.push(this);
  }
  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  arrive(bytes: number): void {
    const message = new MessageEvent("message", { data: new Uint8Array(bytes).buffer });
    this.dispatchEvent(message);
  }
  send(data: unknown): void {
    this.sent.push(data);
  }
  close(): void {
    this.readyState = 3;
  }
}

function openTapped(greeting?: Uint8Array<ArrayBuffer>) {
  const clock = new FakeClock(0);
  const faults = createFaults(clock);
  const wire = createWire(clock.now);
  const kept: number[] = [];
  const Tapped = tapSocket({
    webSocket: FakeSocket as unknown as typeof WebSocket,
    faults,
    clock,
    greeting,
    witness: {
      ...wire,
      received: (frame) => {
        wire.received(frame.byteLength);
        if (frame.byteLength === 100) kept.push(frame.byteLength);
        return frame.byteLength === 100;
      },
    },
  });
  const open = () => {
    const socket = new Tapped("ws://server/sync/room", ["offplan.v1", "a.b.c"]);
    const inner = FakeSocket.made.at(-1);
    if (inner === undefined) throw new Error("no socket was made");
    const seen: string[] = [];
    Object.assign(socket, {
      onopen: () => seen.push("open"),
      onmessage: ({ data }: { data: ArrayBuffer }) => seen.push(`message ${data.byteLength}`),
      onclose: ({ code, reason }: CloseEvent) => seen.push(`close ${code} ${reason}`),
    });
    return { socket, inner, seen };
  };
  return { clock, faults, wire, kept, open };
}

test("without faults all frames pass at once; frames for the inspector are not passed on", () => {
  const { wire, kept, open } = openTapped();
  const { socket, inner, seen } = open();
  inner.open();
  inner.arrive(3);
  inner.arrive(100);
  socket.send(new Uint8Array(7));
  expect(seen).toEqual(["open", "message 3"]);
  expect(kept).toEqual([100]);
  expect(inner.sent).toHaveLength(1);
  expect(wire.state.get()).toMatchObject({
    socket: "open",
    attempts: 1,
    bytesIn: 103,
    bytesOut: 7,
  });
});

test("a greeting is sent on every opened socket, after the client's first frames", () => {
  const greeting = Uint8Array.of(100);
  const { faults, open } = openTapped(greeting);
  const first = open();
  Object.assign(first.socket, { onopen: () => first.socket.send(new Uint8Array(2)) });
  expect(first.inner.sent).toEqual([]);
  first.inner.open();
  faults.dropSocket();
  const second = open();
  second.inner.open();
  expect(first.inner.sent).toEqual([new Uint8Array(2), greeting]);
  expect(second.inner.sent).toEqual([greeting]);
});

describe("faults", () => {
  test("a dropped socket and an expired token close as the network and the server would close it", () => {
    const { faults, wire, open } = openTapped();
    const first = open();
    first.inner.open();
    faults.dropSocket();
    const second = open();
    second.inner.open();
    faults.expireToken();
    faults.dropSocket();
    expect(first.seen).toEqual(["open", "close 1006 "]);
    expect(second.seen).toEqual(["open", "close 4401 token_expired"]);
    expect(wire.state.get().closes.map(({ code }) => code)).toEqual([1006, 4401]);
    expect(wire.state.get()).toMatchObject({ socket: "none", attempts: 2 });
  });

  test("a lost connection recovers by itself, and no socket opens meanwhile", () => {
    const { clock, faults, open } = openTapped();
    faults.loseConnection(3000);
    const during = openDuring(open, clock);
    expect(during).toEqual(["close 1006 "]);
    clock.advance(3000);
    expect(faults.state.get().offlineUntilMs).toBeUndefined();
    const { inner, seen } = open();
    inner.open();
    expect(seen).toEqual(["open"]);
  });

  function openDuring(open: ReturnType<typeof openTapped>["open"], clock: FakeClock): string[] {
    FakeSocket.made.push(new FakeSocket());
    const made = FakeSocket.made.length;
    const { seen } = open();
    clock.advance(1);
    expect(FakeSocket.made).toHaveLength(made);
    return seen;
  }

  test("latency delays both ways and keeps the order, also when it ends", () => {
    const { clock, faults, open } = openTapped();
    const { socket, inner, seen } = open();
    inner.open();
    faults.setLatency(100);
    inner.arrive(1);
    socket.send(new Uint8Array(1));
    faults.clear();
    inner.arrive(2);
    expect(seen).toEqual(["open"]);
    clock.advance(100);
    expect(seen).toEqual(["open", "message 1", "message 2"]);
    expect(inner.sent).toHaveLength(1);
  });

  test("slow reading delivers frames at its rate", () => {
    const { clock, faults, open } = openTapped();
    const { inner, seen } = open();
    inner.open();
    faults.setReading(1000);
    inner.arrive(500);
    inner.arrive(250);
    clock.advance(499);
    expect(seen).toEqual(["open"]);
    clock.advance(1);
    expect(seen).toEqual(["open", "message 500"]);
    clock.advance(250);
    expect(seen).toEqual(["open", "message 500", "message 250"]);
  });

  test("frames in transit when the socket closed are lost", () => {
    const { clock, faults, open } = openTapped();
    const { inner, seen } = open();
    inner.open();
    faults.setLatency(100);
    inner.arrive(1);
    faults.dropSocket();
    clock.advance(1000);
    expect(seen).toEqual(["open", "close 1006 "]);
  });
});

test("of a token only its expiry is read", () => {
  const payload = Buffer.from(JSON.stringify({ exp: 1234, name: "Ümit" })).toString("base64url");
  expect(readExpiry(`x.${payload}.y`)).toBe(1_234_000);
  expect(readExpiry("no token")).toBeUndefined();
  expect(readExpiry("x.!!!.y")).toBeUndefined();
});

describe("reports of a room", () => {
  const batch = (sentAtMs: number): InspectionBatch => ({
    sentAtMs,
    dropped: 0,
    events: [{ kind: "left", atMs: sentAtMs, who: 1 }],
  });
  const report: DocumentReport = {
    atMs: 0,
    bytes: 1,
    structs: 1,
    tombstones: 0,
    pending: 0,
    stateVector: [],
    hash: "a",
    keys: {},
  };

  test("are buffered until the first listener, in order and once", () => {
    const batches = new Batches();
    batches.tell({ ...batch(1), document: report }, 1001);
    batches.tell(batch(2), 1002);
    const [first, second]: InspectionBatch[][] = [[], []];
    const arrived: number[] = [];
    const stop = batches.subscribe((told, arrivedAtMs) => {
      first?.push(told);
      arrived.push(arrivedAtMs);
    });
    batches.subscribe((told) => second?.push(told));
    batches.tell(batch(3), 1003);
    stop();
    batches.tell(batch(4), 1004);
    expect(first?.map(({ sentAtMs }) => sentAtMs)).toEqual([1, 2, 3]);
    expect(arrived).toEqual([1001, 1002, 1003]);
    expect(first?.[0]?.document).toEqual(report);
    expect(second?.map(({ sentAtMs }) => sentAtMs)).toEqual([3, 4]);
  });

  test("are counted once the buffer is full, and the state of the document is kept", () => {
    const batches = new Batches();
    batches.tell({ ...batch(0), document: report }, 1000);
    for (let sentAtMs = 1; sentAtMs < 1000; sentAtMs += 1)
      batches.tell(batch(sentAtMs), 1000 + sentAtMs);
    const told: InspectionBatch[] = [];
    batches.subscribe((one) => told.push(one));
    expect(told).toHaveLength(600);
    expect(told[0]?.document).toEqual(report);
    const kept = told.reduce((sum, { events }) => sum + events.length, 0);
    expect(kept + (told[0]?.dropped ?? 0)).toBe(1000);
    expect(told.at(-1)?.sentAtMs).toBe(999);
  });
});
