import { readCloseReason } from "../../join/refusal.ts";
import { openAttention, type OwnAttention } from "./attention.ts";
import { openFollowing, type FollowingStore } from "./following.ts";
import { serverAddress } from "../../base/basePath.ts";
import type { Store } from "../../base/store.ts";
import type { ViewerSession } from "../../session/types.ts";
import { openViewerSession } from "../../session/viewerSession.ts";
import type { BuyerDeps } from "../deps.ts";
import { type Ends, openVisitWatch } from "./feeds/visitWatch.ts";
import type { JoinFlow } from "../../join/joinFlow.ts";
import { keepHeartsHere } from "./feeds/heartsHere.ts";
import { openAsks, type AsksFeed } from "./feeds/asks.ts";
import { openHearts, type HeartsFeed } from "./feeds/hearts.ts";
import { likedHomes } from "../door/liked.ts";
import { openProjectFeed, type ProjectFeed } from "./feeds/projectFeed.ts";
import type { Visit } from "../../join/keptVisit.ts";

/** Everything a joined page reads, opened and closed together. */
export interface Viewing {
  readonly session: ViewerSession;
  readonly index: ProjectFeed["index"];
  /** See `ProjectFeed`. */
  readonly refresh: ProjectFeed["refresh"];
  readonly hearts: HeartsFeed;
  readonly asks: AsksFeed;
  readonly ends: Store<Ends>;
  readonly following: FollowingStore;
  readonly cover: OwnAttention["cover"];
  readonly openedAtMs: number;
  /** Idempotent. */
  close(): void;
}

export interface ViewingOptions {
  readonly presentation: string;
  readonly visit: Visit;
  readonly joinFlow: JoinFlow;
  readonly deps: BuyerDeps;
}

export function openViewing({ presentation, visit, joinFlow, deps }: ViewingOptions): Viewing {
  const { api, clock, page, visits } = deps;
  const renew = joinFlow.renewToken;
  // A renewed token is kept with the visit, so it is read for each call.
  const token = () => visits.read(presentation)?.token ?? visit.token;
  const session = openViewerSession({
    origin: serverAddress(),
    room: visit.room,
    token: visit.token,
    renewToken: joinFlow.renewToken,
    clock,
    page,
  });
  const feed = openProjectFeed({ api, project: visit.preview.project.id, token, clock, page });
  const heartsApi = visit.withoutPart === true ? keepHeartsHere(deps.storage) : api;
  const hearts = openHearts({ api: heartsApi, presentation, token, renew, clock, page });
  const asks = openAsks({ api, presentation, token, renew, clock });
  const remember = () => {
    const index = feed.index.get();
    if (index !== undefined) deps.liked.keep(presentation, likedHomes(hearts.liked.get(), index));
  };
  const stopRemembering = [hearts.liked.subscribe(remember), feed.index.subscribe(remember)];
  const watch = openVisitWatch({
    api,
    presentation,
    token,
    expiresAtMs: visit.expiresAtMs,
    clock,
    page,
    renew,
    agent: session.agent,
    onOver: joinFlow.fail,
  });
  const stopConnection = session.connection.subscribe(() => {
    const connection = session.connection.get();
    if (connection.kind === "closed") joinFlow.fail(readCloseReason(connection.reason));
  });
  const following = openFollowing(session.state);
  const attention = openAttention({ session, following, clock, page });
  return {
    session,
    index: feed.index,
    refresh: feed.refresh,
    hearts,
    asks,
    ends: watch.ends,
    following,
    cover: attention.cover,
    openedAtMs: clock.now(),
    close: () => {
      stopConnection();
      attention.close();
      watch.close();
      for (const stop of stopRemembering) stop();
      hearts.close();
      asks.close();
      feed.close();
      session.close();
    },
  };
}
