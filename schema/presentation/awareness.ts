import * as v from "valibot";
import { parseAnchor } from "./anchors.ts";
import { Id } from "../values/ids.ts";
import { OrbitCamera, PanoramaCamera, PictureCamera, View } from "./presentation.ts";

/** The largest awareness state a participant may publish, as JSON. */
export const MAX_AWARENESS_BYTES = 2048;

const AnchorText = v.pipe(
  v.string(),
  v.maxLength(140),
  v.check((text) => parseAnchor(text) !== undefined, "no anchor"),
);
const Share = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1));

/** Where the agent points: a point of 0–1 in the anchored thing. */
export const Pointer = v.object({ anchor: AnchorText, x: Share, y: Share });
export type Pointer = Readonly<v.InferOutput<typeof Pointer>>;

export const Highlight = v.object({ anchor: AnchorText });
export type Highlight = Readonly<v.InferOutput<typeof Highlight>>;

/** A `Camera`; unknown fields are dropped. */
const MovingCamera = v.union([
  v.object(PictureCamera.entries),
  v.object(OrbitCamera.entries),
  v.object(PanoramaCamera.entries),
]);

/**
 * Awareness fields of an agent. `role` and `name` are set by the server and ignored here; unknown fields are dropped.
 */
export const AgentFields = v.object({
  pointer: v.optional(Pointer),
  highlight: v.optional(Highlight),
  /** The camera while it moves; its position at rest is in the document. */
  camera: v.optional(MovingCamera),
  /** The agent browses privately; the document does not change. */
  mirroring: v.optional(v.literal("paused")),
  /** Time of this agent's last call to viewers that explore on their own; a later time is another call. */
  call: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});
export type AgentFields = Readonly<v.InferOutput<typeof AgentFields>>;

/** State of a buyer's page. */
export const Attention = v.object({
  state: v.picklist(["following", "exploring", "hidden"]),
  view: v.optional(View),
});
export type Attention = Readonly<v.InferOutput<typeof Attention>>;

/** How a viewer's page reaches the room. */
export const TRANSPORTS = ["websocket", "events", "polling"] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** A view that a buyer asks to be shown to all, or with `mark` points at. Set by the server. */
export const Ask = v.object({
  /** Server time in ms since 1970; a different time is a different ask. */
  at: v.number(),
  view: View,
  mark: v.optional(Pointer),
});
export type Ask = Readonly<v.InferOutput<typeof Ask>>;

/** A buyer's units for areas and prices; absent parts are as listed. */
export const Measures = v.object({
  area: v.optional(v.picklist(["m2", "sqft"])),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
});
export type Measures = Readonly<v.InferOutput<typeof Measures>>;

export const BuyerFields = v.object({
  attention: v.optional(Attention),
  measures: v.optional(Measures),
});
export type BuyerFields = Readonly<v.InferOutput<typeof BuyerFields>>;

/** `lost`: the participant's process is unreachable; still shown, and published again when it is back. */
const REACHES = ["lost"] as const;

/** Published awareness: the fields with the room token's name and role. */
export type AgentAwareness = {
  readonly role: "agent";
  readonly name: string;
  /** Set by the server. */
  readonly reach?: (typeof REACHES)[number] | undefined;
} & AgentFields;
type BuyerAwareness = {
  readonly role: "buyer";
  readonly name: string;
  /** Set by the server. */
  readonly reach?: (typeof REACHES)[number] | undefined;
  /** Set by the server. */
  readonly transport?: Transport | undefined;
  /** The homes this buyer likes, oldest first. Set by the server; other buyers never receive it. */
  readonly hearts?: readonly string[] | undefined;
  /** Set by the server; other buyers never receive it. */
  readonly ask?: Ask | undefined;
} & BuyerFields;
export type ParticipantAwareness = AgentAwareness | BuyerAwareness;

const Name = v.pipe(v.string(), v.maxLength(200));
const Reach = v.optional(v.picklist(REACHES));
const Received = v.variant("role", [
  v.object({ role: v.literal("agent"), name: Name, reach: Reach, ...AgentFields.entries }),
  v.object({
    role: v.literal("buyer"),
    name: Name,
    reach: Reach,
    transport: v.optional(v.picklist(TRANSPORTS)),
    hearts: v.optional(v.array(Id)),
    ask: v.optional(Ask),
    ...BuyerFields.entries,
  }),
]);

/** Parses a state from the server; `undefined` for one of a newer server. */
export function parseAwareness(state: unknown): ParticipantAwareness | undefined {
  const parsed = v.safeParse(Received, state);
  return parsed.success ? parsed.output : undefined;
}
