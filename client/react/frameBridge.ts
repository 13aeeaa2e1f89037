import type { View } from "../../schema/presentation/presentation.ts";
import { equalJson } from "../../schema/values/equalJson.ts";
import { isOurs, versioned, type DownMessage } from "../element/messages.ts";
import type { PresentationHandle } from "../session/index.ts";

/**
 * Keeps a frame of the server in step with a presentation: gives it tokens, draws in it what is shown, and shows what is
 * opened in it. Returns the way to stop.
 */
export function openFrameBridge(
  page: Pick<Window, "addEventListener" | "removeEventListener">,
  frame: HTMLIFrameElement,
  handle: PresentationHandle,
): () => void {
  const { server, token } = handle.options;
  const { origin } = new URL(server);
  let drawn: View | undefined;
  const say = (message: DownMessage): void =>
    frame.contentWindow?.postMessage(versioned(message), origin);

  const draw = (): void => {
    const view = handle.view.get();
    if (view === undefined || equalJson(view, drawn)) return;
    drawn = view;
    say({ type: "show", view });
  };

  const hear = ({ data, origin: from, source }: MessageEvent<unknown>): void => {
    if (from !== origin || source !== frame.contentWindow || !isOurs(data)) return;
    if (data.type === "token-needed") {
      void Promise.resolve(token()).then(
        (given) => say({ type: "token", token: given }),
        () => undefined,
      );
    }
    if (data.type === "view") {
      const { view } = data as unknown as { readonly view: View };
      const isFirst = drawn === undefined;
      const shared = handle.view.get();
      // The frame opens with the development's first view, which is not what is shown already.
      if (isFirst && shared !== undefined) return draw();
      if (equalJson(view, drawn)) return;
      drawn = view;
      handle.show(view);
    }
  };
  page.addEventListener("message", hear);
  const stop = handle.view.subscribe(draw);
  return () => {
    page.removeEventListener("message", hear);
    stop();
  };
}
