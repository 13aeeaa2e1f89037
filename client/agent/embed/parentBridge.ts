import { isOurs, versioned, type UpMessage } from "../../element/messages.ts";

/** The embedding page, of an origin that the operator allowed. */
export interface ParentBridge {
  send(message: UpMessage): void;
  /** Calls back with each message of the embedding page. Returns a function that stops. */
  listen(heard: (message: { readonly type: string }) => void): () => void;
}

/** The parts of `window` that a bridge uses; tests pass their own. */
export interface FramedWindow {
  readonly parent: Pick<Window, "postMessage">;
  readonly location: { readonly ancestorOrigins?: ArrayLike<string> };
  addEventListener(type: "message", listener: (message: MessageEvent<unknown>) => void): void;
  removeEventListener(type: "message", listener: (message: MessageEvent<unknown>) => void): void;
}

/** Origins whose pages may frame and control this page, as sent by the server. */
export const framedBy = (root: Pick<HTMLElement, "dataset">): readonly string[] =>
  root.dataset["framedBy"]?.split(" ") ?? [];

/**
 * The connection to the embedding page; `undefined` without one, or if its origin is not allowed. It accepts messages of
 * the direct parent only, from an allowed origin, and after the first message from that origin alone. Messages are posted
 * to exact origins, so that no other page receives them even if the frame was moved.
 */
export function openParentBridge(
  page: FramedWindow,
  allowed: readonly string[],
): ParentBridge | undefined {
  const { parent } = page;
  if ((parent as unknown) === page || allowed.length === 0) return undefined;
  const around = page.location.ancestorOrigins?.[0];
  let origins = around === undefined ? allowed : allowed.filter((origin) => origin === around);
  if (origins.length === 0) return undefined;
  return {
    send: (message) => {
      for (const origin of origins) parent.postMessage(versioned(message), origin);
    },
    listen: (heard) => {
      const listener = ({ data, origin, source }: MessageEvent<unknown>): void => {
        if (source !== parent || !origins.includes(origin) || !isOurs(data)) return;
        origins = [origin];
        heard(data);
      };
      page.addEventListener("message", listener);
      return () => page.removeEventListener("message", listener);
    },
  };
}
