import { useEffect, useRef, useState, useSyncExternalStore, type CSSProperties } from "react";
import {
  openPresentation,
  type PresentationHandle,
  type PresentationOptions,
  type PresentationStatus,
  type StartOptions,
  type Started,
  type Store,
  type View,
  type ViewerPresence,
} from "../session/index.ts";
import { createStore } from "../base/store.ts";
import { openFrameBridge } from "./frameBridge.ts";

/** The session's API for integrators, with the React of their own page. */
export type {
  PresentationHandle,
  PresentationOptions,
  PresentationStatus,
  Started,
  StartOptions,
  View,
  ViewerPresence,
} from "../session/index.ts";

/** A presentation on an integrator's page: its state and its actions. */
export interface Presentation {
  readonly status: PresentationStatus;
  /** What buyers see, or will see first; `undefined` before anything was shown. */
  readonly view: View | undefined;
  readonly present: (options?: StartOptions) => Promise<Started>;
  readonly show: (view: View) => void;
  readonly end: () => Promise<void>;
  /** For `useViewers`, `Stage` and `Inspector`. */
  readonly handle: PresentationHandle;
}

interface Opened extends Pick<PresentationOptions, "server" | "project"> {
  readonly handle: PresentationHandle;
}

const useStore = <Value,>({ subscribe, get }: Store<Value>): Value =>
  useSyncExternalStore(subscribe, get, get);

/** A presentation that lives with the component. Another server or project opens another one; the token may change. */
export function usePresentation({ server, project, token }: PresentationOptions): Presentation {
  const [tokens] = useState(() => createStore(token));
  useEffect(() => tokens.set(token), [token, tokens]);
  const open = (): Opened => ({
    server,
    project,
    handle: openPresentation({ server, project, token: () => tokens.get()() }),
  });
  const [opened, setOpened] = useState(open);
  if (opened.server !== server || opened.project !== project) setOpened(open());
  const { handle } = opened;
  useEffect(() => handle.close, [handle]);
  const status = useStore(handle.status);
  const view = useStore(handle.view);
  const { present, show, end } = handle;
  return { status, view, present, show, end, handle };
}

/** The current viewers. */
export const useViewers = ({ handle }: Presentation): readonly ViewerPresence[] =>
  useStore(handle.viewers);

interface FrameProps {
  readonly presentation: Presentation;
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
  /** Read by screen readers. */
  readonly title?: string | undefined;
}

/** The framed page works fully, but cannot navigate the embedding page. */
const SANDBOX =
  "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox";
const FILL: CSSProperties = { display: "block", width: "100%", height: "100%", border: 0 };

function Frame({
  presentation,
  path,
  title = "Offplan Live",
  className,
  style,
}: FrameProps & { readonly path: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { handle } = presentation;
  const { server } = handle.options;
  useEffect(() => {
    const { current } = frame;
    return current === null ? undefined : openFrameBridge(window, current, handle);
  }, [handle]);
  return (
    <iframe
      ref={frame}
      src={`${server}/${path}`}
      title={title}
      allow="fullscreen"
      sandbox={SANDBOX}
      className={className}
      style={{ ...FILL, ...style }}
    />
  );
}

/**
 * The stage: the server's page in a frame. Views opened in it are shown to the buyers, and views shown otherwise are drawn
 * in it.
 */
export function Stage(props: FrameProps) {
  const { project } = props.presentation.handle.options;
  const path = `agent/embed/stage?${new URLSearchParams({ project }).toString()}`;
  return <Frame key={path} {...props} path={path} />;
}

/** The room's inspector in a frame; empty while nothing is presented. */
export function Inspector(props: FrameProps) {
  const { status } = props.presentation;
  if (status.kind !== "live") return null;
  const { id } = status.started;
  const path = `agent/embed/inspect?${new URLSearchParams({ presentation: id }).toString()}`;
  return <Frame key={path} {...props} path={path} />;
}
