/**
 * What an embedding page and an embedded one of ours say to each other by `postMessage`, always to an exact origin. A
 * message of another version, or of a type that is not here, is ignored.
 */
const MESSAGE_VERSION = 1;

/** States of a viewer; `left` is the last. */
export type ViewerState = "following" | "exploring" | "hidden" | "lost" | "left";

/** From the embedded page. */
export type UpMessage =
  /** It listens from now on. */
  | { readonly type: "ready" }
  /** A presentation runs. `link` is missing where it was started elsewhere. */
  | { readonly type: "live"; readonly id: string; readonly link: string | undefined }
  | { readonly type: "viewer"; readonly name: string; readonly state: ViewerState }
  /** A buyer likes a home. */
  | { readonly type: "heart"; readonly unit: string }
  /** The agent's view, in the form of the document's `view`. */
  | { readonly type: "view"; readonly view: unknown }
  | { readonly type: "ended" }
  /** It has no valid token, or not for much longer. */
  | { readonly type: "token-needed" };

/** Options of a presentation; by default one hour without a PIN. */
export interface PresentOptions {
  readonly minutes?: number;
  readonly buyer?: { readonly name: string };
  /** 4 to 8 digits. */
  readonly pin?: string;
}

/** To the embedded page. */
export type DownMessage =
  | { readonly type: "token"; readonly token: string }
  | { readonly type: "show"; readonly view: unknown }
  | { readonly type: "present"; readonly options: PresentOptions }
  | { readonly type: "end" };

export type Versioned<Message> = Message & { readonly offplan: typeof MESSAGE_VERSION };

export const versioned = <Message>(message: Message): Versioned<Message> => ({
  offplan: MESSAGE_VERSION,
  ...message,
});

/** A message of ours, with a type that is still to be looked at. */
export const isOurs = (data: unknown): data is Versioned<{ readonly type: string }> =>
  typeof data === "object" &&
  data !== null &&
  "offplan" in data &&
  data.offplan === MESSAGE_VERSION &&
  "type" in data &&
  typeof data.type === "string";
