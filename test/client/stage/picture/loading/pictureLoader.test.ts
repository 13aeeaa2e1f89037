import { beforeEach, describe, expect, test } from "vitest";
import {
  createPictureLoader,
  type PictureLoader,
} from "../../../../../client/stage/picture/loading/pictureLoader.ts";
import { openPictureSteps } from "../../../../../client/stage/picture/loading/pictureSteps.ts";
import { createFakeTiming, type FakeTiming } from "../../../ui/fakeTiming.ts";

/** Runs pending promise callbacks. */
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** A network that the test answers. */
class FakeNetwork {
  readonly asked: string[] = [];
  readonly dropped: string[] = [];
  readonly #open = new Map<string, PromiseWithResolvers<object>>();
  readonly #returns = new Set<() => void>();
  listening = 0;

  readonly fetch = (address: string, priority: string) => {
    this.asked.push(`${address} ${priority}`);
    const answer = Promise.withResolvers<object>();
    this.#open.set(address, answer);
    const drop = () => {
      this.dropped.push(address);
      answer.reject(new Error("dropped"));
    };
    return { arrived: answer.promise, drop };
  };
  readonly onReturn = (returned: () => void) => {
    this.#returns.add(returned);
    this.listening += 1;
    return () => {
      if (this.#returns.delete(returned)) this.listening -= 1;
    };
  };

  async arrive(address: string): Promise<void> {
    this.#open.get(address)?.resolve({});
    await settle();
  }
  async fail(address: string): Promise<void> {
    this.#open.get(address)?.reject(new Error("no network"));
    await settle();
  }
  async comeBack(): Promise<void> {
    for (const returned of this.#returns) returned();
    await settle();
  }
}

let network: FakeNetwork;
let timing: FakeTiming;
let loader: PictureLoader;
beforeEach(() => {
  network = new FakeNetwork();
  timing = createFakeTiming();
  loader = createPictureLoader({
    fetch: network.fetch,
    after: (delayMs, then) => timing.after(delayMs, then),
    onReturn: network.onReturn,
  });
});

const advance = async (ms: number): Promise<void> => {
  timing.advance(ms);
  await settle();
};

describe("a picture that is loaded", () => {
  test("loads once for all requests, and is there at once for later ones", async () => {
    const arrived: string[] = [];
    loader.load("/a", "high", () => arrived.push("first"));
    loader.load("/a", "low", () => arrived.push("second"));
    expect(arrived).toEqual([]);
    await network.arrive("/a");
    expect(arrived).toEqual(["first", "second"]);
    loader.load("/a", "high", () => arrived.push("third"));
    expect(arrived).toEqual(["first", "second", "third"]);
    expect(network.asked).toEqual(["/a high"]);
    expect(network.listening).toBe(0);
  });

  test("trap 31: is requested again after waits that grow to half a minute, until it loads", async () => {
    let arrived = 0;
    loader.load("/a", "high", () => (arrived += 1));
    for (const waitMs of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      const before = network.asked.length;
      await network.fail("/a");
      await advance(waitMs - 1);
      expect(network.asked).toHaveLength(before);
      await advance(1);
      expect(network.asked).toHaveLength(before + 1);
    }
    await network.arrive("/a");
    expect(arrived).toBe(1);
    await advance(60_000);
    expect(network.asked).toHaveLength(8);
  });

  test("trap 31: is requested at once when the network returns, whether waiting or stalled", async () => {
    let arrived = 0;
    loader.load("/a", "high", () => (arrived += 1));
    await network.fail("/a");
    await network.comeBack();
    expect(network.asked).toHaveLength(2);
    await network.comeBack();
    expect(network.asked).toHaveLength(3);
    expect(network.dropped).toEqual(["/a", "/a"]);
    await network.fail("/a");
    await advance(1000);
    expect(network.asked).toHaveLength(4);
    await network.arrive("/a");
    expect([arrived, network.listening]).toEqual([1, 0]);
  });

  test("continues for a second when it is no longer needed, for the next request", async () => {
    let arrived = 0;
    const stop = loader.load("/a", "high", () => (arrived += 1));
    stop();
    await advance(500);
    loader.load("/a", "high", () => (arrived += 10));
    await advance(1000);
    expect(network.dropped).toEqual([]);
    await network.arrive("/a");
    expect([arrived, network.asked]).toEqual([10, ["/a high"]]);
  });

  test("is aborted after that, and not requested again", async () => {
    const stop = loader.load("/a", "high", () => undefined);
    stop();
    await advance(1000);
    expect(network.dropped).toEqual(["/a"]);
    await network.comeBack();
    await advance(60_000);
    expect([network.asked, network.listening]).toEqual([["/a high"], 0]);
  });

  test("is kept until eleven more have loaded, and no longer", async () => {
    for (let count = 0; count < 13; count += 1) {
      loader.load(`/${count}`, "high", () => undefined);
      await network.arrive(`/${count}`);
    }
    expect([loader.isHeld("/0"), loader.isHeld("/1"), loader.isHeld("/12")]).toEqual([
      false,
      true,
      true,
    ]);
    loader.forget("/12");
    expect(loader.isHeld("/12")).toBe(false);
  });
});

describe("the steps of a picture", () => {
  const file = { src: "/a.jpg", ownWidth: 4000 };
  const open = (shown: string[], of = file) =>
    openPictureSteps({
      file: of,
      loader,
      priority: "high",
      show: (address) => shown.push(address),
    });
  const asked = () => network.asked.map((line) => line.split(" ")[0]);

  test("are a coarse one first, and then one as sharp as it is drawn", async () => {
    const shown: string[] = [];
    open(shown).want(1800);
    expect(asked()).toEqual(["/a.jpg?w=640"]);
    await network.arrive("/a.jpg?w=640");
    expect([shown, asked()]).toEqual([["/a.jpg?w=640"], ["/a.jpg?w=640", "/a.jpg?w=1920"]]);
    await network.arrive("/a.jpg?w=1920");
    expect(shown).toEqual(["/a.jpg?w=640", "/a.jpg?w=1920"]);
    expect(network.asked).toEqual(["/a.jpg?w=640 high", "/a.jpg?w=1920 low"]);
  });

  test("begin before the drawn size is known", async () => {
    const shown: string[] = [];
    const steps = open(shown);
    await network.arrive("/a.jpg?w=640");
    expect(asked()).toEqual(["/a.jpg?w=640"]);
    steps.want(5000);
    await network.arrive("/a.jpg");
    expect(shown).toEqual(["/a.jpg?w=640", "/a.jpg"]);
  });

  test("are one for a small picture, and never get coarser", async () => {
    const shown: string[] = [];
    const steps = open(shown);
    steps.want(200);
    await network.arrive("/a.jpg?w=320");
    expect(shown).toEqual(["/a.jpg?w=320"]);
    steps.want(100);
    steps.want(900);
    await network.arrive("/a.jpg?w=960");
    expect(shown).toEqual(["/a.jpg?w=320", "/a.jpg?w=960"]);
  });

  test("skip loaded ones, and a sharp one that a sharper one overtakes", async () => {
    loader.load("/a.jpg?w=640", "low", () => undefined);
    await network.arrive("/a.jpg?w=640");
    const shown: string[] = [];
    const steps = open(shown);
    steps.want(1280);
    steps.want(2560);
    await advance(1000);
    expect(asked()).toEqual(["/a.jpg?w=640", "/a.jpg?w=1280", "/a.jpg?w=2880"]);
    expect(network.dropped).toEqual(["/a.jpg?w=1280"]);
    await network.arrive("/a.jpg?w=2880");
    expect(shown).toEqual(["/a.jpg?w=2880"]);
  });

  test("begin anew when the shown one was dropped, and end when closed", async () => {
    const shown: string[] = [];
    const steps = open(shown, { src: "/a.svg", ownWidth: 4000 });
    await network.arrive("/a.svg");
    steps.lose();
    await network.arrive("/a.svg");
    expect(shown).toEqual(["/a.svg", "/a.svg"]);
    steps.lose();
    steps.close();
    await network.arrive("/a.svg");
    expect(shown).toHaveLength(2);
  });
});
