import type { View } from "../../schema/presentation/presentation.ts";
import { equalJson } from "../../schema/values/equalJson.ts";
import { isOurs, versioned, type DownMessage } from "../element/messages.ts";
import type { PresentationHandle } from "../session/index.ts";

/**
 * Synchronises a framed page of the server with a presentation: provides tokens, draws the shown view in the frame, and
 * shows views that are opened in it. Returns a function that stops.
 */
export function openFrameBridge(
  page: Pick<Window, "addEventListener" | "removeEventListener">,
  frame: HTMLIFrameElement,
  handle: PresentationHandle,
): () => void {
  const { server, token } = handle.options;
  const { origin } = new URL(server);
  /** The last view reported by the frame, and the views requested since, which it has yet to report. */
  let drawn: View | undefined;
  let told: readonly View[] = [];
  const say = (message: DownMessage): void =>
    frame.contentWindow?.postMessage(versioned(message), origin);

  const draw = (): void => {
    const view = handle.view.get();
    // Before its first report, the frame does not listen.
    if (drawn === undefined || view === undefined || equalJson(view, told.at(-1) ?? drawn)) return;
    told = [...told, view];
    say({ type: "show", view });
  };

  const noteView = (view: View): void => {
    const isFirst = drawn === undefined;
    const answered = told.findIndex((one) => equalJson(one, view));
    drawn = view;
    // The frame starts with the development's first view, which may differ from the shown one.
    if (isFirst && handle.view.get() !== undefined) return draw();
    if (answered >= 0) {
      told = told.slice(answered + 1);
      return;
    }
    told = [];
    handle.show(view);
  };

  const hear = ({ data, origin: from, source }: MessageEvent<unknown>): void => {
    if (from !== origin || source !== frame.contentWindow || !isOurs(data)) return;
    if (data.type === "token-needed") {
      void Promise.resolve(token()).then(
        (given) => say({ type: "token", token: given }),
        () => undefined,
      );
    }
    if (data.type === "view") noteView((data as unknown as { readonly view: View }).view);
  };
  page.addEventListener("message", hear);
  const stop = handle.view.subscribe(draw);
  return () => {
    page.removeEventListener("message", hear);
    stop();
  };
}
