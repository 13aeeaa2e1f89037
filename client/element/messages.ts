/**
 * The protocol between an embedding page and an embedded one of ours: `postMessage`, always to an exact origin. Messages of
 * another version or an unknown type are ignored.
 */
const MESSAGE_VERSION = 1;

/** States of a viewer; `left` is the last. */
export type ViewerState = "following" | "exploring" | "hidden" | "lost" | "left";

/** From the embedded page. */
export type UpMessage =
  /** It accepts messages from now on. */
  | { readonly type: "ready" }
  /** A presentation runs. `link` is missing where it was started elsewhere. */
  | { readonly type: "live"; readonly id: string; readonly link: string | undefined }
  | { readonly type: "viewer"; readonly name: string; readonly state: ViewerState }
  /** A buyer likes a home. */
  | { readonly type: "heart"; readonly unit: string }
  /** The agent's view, in the form of the document's `view`. */
  | { readonly type: "view"; readonly view: unknown }
  | { readonly type: "ended" }
  /** It has no valid token, or one that is about to expire. */
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

/** Whether it is a message of this protocol; its type is still unchecked. */
export const isOurs = (data: unknown): data is Versioned<{ readonly type: string }> =>
  typeof data === "object" &&
  data !== null &&
  "offplan" in data &&
  data.offplan === MESSAGE_VERSION &&
  "type" in data &&
  typeof data.type === "string";
