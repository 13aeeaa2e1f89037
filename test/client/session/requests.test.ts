import { describe, expect, test } from "vitest";
import { ANSWER_MS } from "../../../client/session/answerMs.ts";
import { openRequests } from "../../../client/session/requests.ts";
import { createFakeClock, createFakePage } from "./fakes.ts";

/** A network whose requests are pending until the test answers them. */
function open({ heedless = false } = {}) {
  const clock = createFakeClock();
  const page = createFakePage();
  const heard: [number, number][] = [];
  const asked: { readonly signal: AbortSignal; readonly answer: (response: Response) => void }[] =
    [];
  const request = openRequests({
    clock,
    page,
    time: { hear: (serverMs, askedAtMs) => heard.push([serverMs, askedAtMs]) },
    fetch: (_url, init) =>
      new Promise((resolve, reject) => {
        const signal = init?.signal as AbortSignal;
        asked.push({ signal, answer: resolve });
        if (!heedless) signal.addEventListener("abort", () => reject(signal.reason as Error));
      }),
  });
  return { clock, page, asked, request, heard };
}

const reasonOf = (answer: Promise<Response>): Promise<unknown> =>
  answer.catch((error: unknown) => error);
const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe("trap 31: a request without an answer", () => {
  test.each([false, true])("is aborted after ten seconds (heedless: %s)", async (heedless) => {
    const { clock, asked, request } = open({ heedless });
    const answer = request("/units", {}, true);
    const outcome = reasonOf(answer);
    clock.advance(ANSWER_MS);
    expect(await outcome).toBeInstanceOf(Error);
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  test("that begins and then stops is aborted too, but not one that continues slowly", async () => {
    const { clock, asked, request } = open();
    let pipe: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (pipe = controller),
    });
    const answer = request("/projects/a", {}, true);
    asked[0]?.answer(new Response(body));
    for (let part = 0; part < 4; part += 1) {
      await settle();
      clock.advance(ANSWER_MS - 1);
      pipe?.enqueue(Uint8Array.of(part));
    }
    await settle();
    const outcome = reasonOf(answer);
    clock.advance(ANSWER_MS);
    expect(await outcome).toBeInstanceOf(Error);
  });

  test.each(["the network returns", "the page is seen again"])(
    "is dropped and sent again when %s",
    async (when) => {
      const { page, asked, request } = open({ heedless: true });
      page.setHidden(when === "the page is seen again");
      const answer = request("/preview", { method: "POST", body: "{}" }, true);
      if (when === "the network returns") page.comeBack();
      else page.setHidden(false);
      await settle();
      expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
      asked[1]?.answer(Response.json({ here: true }));
      expect(await (await answer).json()).toEqual({ here: true });
    },
  );

  test("that must not be repeated waits for its answer", async () => {
    const { page, asked, request } = open();
    const answer = request("/presentations", { method: "POST" }, false);
    page.comeBack();
    await settle();
    expect(asked).toHaveLength(1);
    asked[0]?.answer(new Response(null, { status: 204 }));
    expect((await answer).status).toBe(204);
  });
});

test("an answer leaves no timer and no listener behind", async () => {
  const { clock, page, asked, request } = open();
  const answer = request("/units", {}, true);
  asked[0]?.answer(Response.json({}));
  await answer;
  clock.advance(ANSWER_MS);
  page.comeBack();
  await settle();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.signal.aborted).toBe(false);
});

test("trap 32: the server's time is reported together with the time of the request", async () => {
  const { clock, asked, request, heard } = open();
  const answer = request("/units", {}, true);
  const askedAtMs = clock.now();
  clock.advance(500);
  asked[0]?.answer(new Response(null, { status: 304, headers: { "offplan-now": "123456" } }));
  await answer;
  expect(heard).toEqual([[123_456, askedAtMs]]);
});
