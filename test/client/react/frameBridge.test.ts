import { describe, expect, test } from "vitest";
import { createStore } from "../../../client/base/store.ts";
import { openFrameBridge } from "../../../client/react/frameBridge.ts";
import type { PresentationHandle, View } from "../../../client/session/index.ts";

const SERVER = "https://live.example.com/viewings";
const ORIGIN = "https://live.example.com";
const PLAN: View = { screen: "masterplan", masterplan: "aerial" };
const HOME: View = { screen: "unit", unit: "b-1204" };
const LAYOUTS: View = { screen: "layouts" };

function open(first?: View) {
  const said: unknown[] = [];
  const shown: View[] = [];
  const view = createStore<View | undefined>(first);
  const contentWindow = {
    postMessage: (message: unknown, to: string) => void said.push([message, to]),
  };
  let hear = (_message: MessageEvent<unknown>): void => undefined;
  const page = {
    addEventListener: (_type: string, listener: typeof hear) => {
      hear = listener;
    },
    removeEventListener: () => undefined,
  } as unknown as Window;
  const handle = {
    options: { server: SERVER, project: "p", token: () => "t" },
    view,
    show: (next: View) => {
      shown.push(next);
      view.set(next);
    },
  } as unknown as PresentationHandle;
  openFrameBridge(page, { contentWindow } as unknown as HTMLIFrameElement, handle);
  const frameSays = (message: object, origin = ORIGIN, source: unknown = contentWindow) =>
    hear({ data: { offplan: 1, ...message }, origin, source } as MessageEvent<unknown>);
  const told = () => said.map((one) => (one as [{ view?: View }, string])[0].view);
  return { said, shown, view, frameSays, told };
}

describe("a frame of the stage", () => {
  test("receives the shown view once it renders, sent to the exact origin", () => {
    const { said, shown, view, frameSays } = open();
    view.set(HOME);
    expect(said).toEqual([]);
    frameSays({ type: "view", view: PLAN });
    expect(said).toEqual([[{ offplan: 1, type: "show", view: HOME }, ORIGIN]]);
    expect(shown).toEqual([]);
  });

  test("shows what is opened in it, and never an earlier view", () => {
    const { shown, view, frameSays, told } = open(HOME);
    frameSays({ type: "view", view: PLAN });
    // The frame first reports the server's initial view, then the requested one.
    view.set(PLAN);
    view.set(HOME);
    expect(told()).toEqual([HOME, PLAN, HOME]);
    for (const drawn of [HOME, PLAN, HOME]) frameSays({ type: "view", view: drawn });
    expect(shown).toEqual([]);
    expect(view.get()).toEqual(HOME);
    frameSays({ type: "view", view: LAYOUTS });
    expect(shown).toEqual([LAYOUTS]);
    frameSays({ type: "view", view: HOME });
    expect(shown).toEqual([LAYOUTS, HOME]);
    expect(told()).toHaveLength(3);
  });

  test("ignores messages of others", () => {
    const { said, shown, frameSays } = open();
    frameSays({ type: "view", view: HOME }, "https://evil.example");
    frameSays({ type: "view", view: HOME }, ORIGIN, {});
    frameSays({ offplan: 2, type: "view", view: HOME });
    expect([said, shown]).toEqual([[], []]);
  });
});
