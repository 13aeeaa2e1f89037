import * as v from "valibot";
import { View } from "../../../schema/presentation/presentation.ts";
import { viewExists } from "../../../schema/presentation/references.ts";
import { equalJson } from "../../../schema/values/equalJson.ts";
import type { ViewerState } from "../../element/messages.ts";
import type { ViewerPresence } from "../../session/types.ts";
import type { Desk } from "../desk/desk.ts";
import { moodOf } from "../desk/buyers/viewerMood.ts";
import type { ParentBridge } from "./parentBridge.ts";

const DEFAULT_MINUTES = 60;

const Show = v.object({ type: v.literal("show"), view: View });
const Present = v.object({
  type: v.literal("present"),
  options: v.optional(
    v.object({
      minutes: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(24 * 60))),
      buyer: v.optional(v.object({ name: v.pipe(v.string(), v.trim(), v.maxLength(80)) })),
      pin: v.optional(v.pipe(v.string(), v.regex(/^\d{4,8}$/))),
    }),
    {},
  ),
});
const End = v.object({ type: v.literal("end") });
const Command = v.variant("type", [Show, Present, End]);

/**
 * Lets the embedding page control the desk with the agent's rights, and reports events to it. Returns a function that stops.
 * `failed`: a request could not be executed.
 */
export function bridgeDesk(
  bridge: ParentBridge,
  desk: Desk,
  failed: (error: unknown) => void,
): () => void {
  const { presenting } = desk;
  let live: { readonly id: string; readonly link: string | undefined } | undefined;
  let view: View | undefined;
  let viewers = new Map<number, { readonly name: string; readonly state: ViewerState }>();
  let stopViewers = (): void => undefined;
  let starting = false;

  const sayViewers = (present: readonly ViewerPresence[]): void => {
    const next = new Map(
      present.map((viewer) => [viewer.clientId, { name: viewer.name, state: moodOf(viewer) }]),
    );
    for (const [clientId, { name }] of viewers) {
      if (!next.has(clientId)) bridge.send({ type: "viewer", name, state: "left" });
    }
    for (const [clientId, viewer] of next) {
      if (equalJson(viewers.get(clientId), viewer)) continue;
      bridge.send({ type: "viewer", ...viewer });
    }
    viewers = next;
  };

  const sayPresenting = (): void => {
    const now = presenting.state.get();
    stopViewers();
    stopViewers = () => undefined;
    if (now.kind === "idle") {
      sayViewers([]);
      if (live !== undefined) bridge.send({ type: "ended" });
      live = undefined;
      return;
    }
    const { id, link } = now.presented;
    if (live?.id !== id) bridge.send({ type: "live", id, link });
    live = { id, link };
    if (now.kind !== "live") return sayViewers([]);
    const { viewers: store } = now.session;
    sayViewers(store.get());
    stopViewers = store.subscribe(() => sayViewers(store.get()));
  };

  const sayView = (): void => {
    const next = desk.state.get().view;
    if (equalJson(next, view)) return;
    view = next;
    bridge.send({ type: "view", view });
  };

  const obey = (command: v.InferOutput<typeof Command>): void => {
    switch (command.type) {
      case "show":
        if (viewExists(command.view, desk.index.get())) desk.open(command.view);
        return;
      case "present": {
        const { minutes = DEFAULT_MINUTES, buyer, pin } = command.options;
        if (live !== undefined) return bridge.send({ type: "live", ...live });
        if (starting) return;
        starting = true;
        return void presenting
          .start({ minutes, buyer: buyer?.name ?? "", pin })
          .catch(failed)
          .finally(() => {
            starting = false;
          });
      }
      case "end":
        return void presenting.end().catch(failed);
    }
  };

  const stops = [
    bridge.listen((message) => {
      const command = v.safeParse(Command, message);
      if (command.success) obey(command.output);
    }),
    presenting.state.subscribe(sayPresenting),
    desk.state.subscribe(sayView),
  ];
  sayPresenting();
  sayView();
  return () => {
    stopViewers();
    for (const stop of stops) stop();
  };
}
