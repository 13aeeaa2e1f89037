import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { Corks } from "../../../server/gateway/corks.ts";

/** A socket that records the bytes of each write to the kernel. */
function openSocket() {
  const written: string[][] = [];
  const socket = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written.push([chunk.toString()]);
      done();
    },
    writev: (chunks, done) => {
      written.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  return { socket, written };
}

type Socket = Parameters<Corks["hold"]>[0];

function openSockets() {
  const corks = new Corks();
  const [one, other] = [openSocket(), openSocket()];
  const write = (to: typeof one, text: string) => {
    corks.hold(to.socket as unknown as Socket);
    to.socket.write(text);
  };
  return { corks, one, other, write };
}

test("a single frame is written at once", async () => {
  const { one, write } = openSockets();
  write(one, "a");
  expect(one.written).toEqual([["a"]]);
  await Promise.resolve();
  expect(one.written).toEqual([["a"]]);
});

test("replies to several frames of one read are one write per socket", async () => {
  const { corks, one, other, write } = openSockets();
  corks.message();
  corks.message();
  for (const text of ["a", "b", "c"]) write(one, text);
  write(other, "d");
  expect([one.written, other.written]).toEqual([[], []]);
  await Promise.resolve();
  expect([one.written, other.written]).toEqual([[["a", "b", "c"]], [["d"]]]);
  write(one, "e");
  expect(one.written.at(-1)).toEqual(["e"]);
});

test("a socket that closed during its read does not affect others", async () => {
  const { corks, one, other, write } = openSockets();
  corks.message();
  corks.message();
  write(one, "a");
  write(other, "b");
  one.socket.destroy();
  await Promise.resolve();
  expect(other.written).toEqual([["b"]]);
});
