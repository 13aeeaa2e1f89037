import type { Express, Request, RequestHandler } from "express";
import type { Log } from "../log.ts";
import type { Agents } from "../access/agents.ts";
import type { AuthenticateRequest } from "../access/authenticateRequest.ts";
import type { Invitations } from "../access/invitations.ts";
import type { Services } from "../access/services.ts";
import type { RecapTokens } from "../access/tokens/recapTokens.ts";
import type { RoomTokens } from "../access/tokens/roomTokens.ts";
import type { RandomBytes } from "../access/secrets.ts";
import type { CurrentRates } from "../rates/openRates.ts";
import type { OpenedBrand } from "../brand/readBrand.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Lists } from "../catalogue/list/lists.ts";
import type { PictureUploads } from "../catalogue/uploads/uploads.ts";
import type { Clock } from "../time/clock.ts";
import type { TrustsProxy } from "../net/clientAddress.ts";
import type { LivePresentations } from "../rooms/livePresentations.ts";
import type { CustomView } from "../../schema/presentation/customView.ts";
import type { Origins } from "../net/origins.ts";
import type { OpenLimiter } from "../relay/relay.ts";
import type { Storage } from "../storage/storage.ts";
import type { RemotePictures } from "../media/remotePictures.ts";
import type { Metrics } from "../telemetry/metrics.ts";

export interface HttpSettings {
  readonly trustProxy: TrustsProxy;
  readonly linkMs: number;
  /** A presentation ends when its agent has been away this long. */
  readonly awayMs: number;
  /** An ended presentation is deleted after this. */
  readonly retentionMs: number;
  readonly maxViewers: number;
  readonly joinAttemptsPerMinute: number;
  /** Events may be sent to private addresses, and without TLS. */
  readonly webhookAllowPrivate: boolean;
  /** The folder of the built client. */
  readonly clientDir: string;
  /** The path before all others, as browsers see it: `/viewings`, or empty. */
  readonly publicPath: string;
  /** See `ALLOWED_ORIGINS` and `EMBED_VIEWERS`. */
  readonly allowedOrigins: readonly string[];
  readonly embedsViewers: boolean;
  /** Custom views, whose pages ours frame. */
  readonly customViews: readonly CustomView[];
  /** Address of this server in links, `publicPath` included. It may be known only from the request. */
  publicUrl(request: Request): string;
}

/** Dependencies of HTTP, which accesses rooms only through `LivePresentations`. */
export interface HttpDependencies {
  readonly settings: HttpSettings;
  readonly storage: Storage;
  /** Whether a change to this presentation that a call has acknowledged is still unwritten. */
  readonly isPending: (presentation: string) => boolean;
  readonly catalogue: Catalogue;
  /** A partner's brand; `undefined`: the default one. */
  readonly brand?: OpenedBrand | undefined;
  readonly rates?: CurrentRates | undefined;
  readonly lists: Lists;
  readonly uploads: PictureUploads;
  readonly live: LivePresentations;
  readonly agents: Agents;
  readonly services: Services;
  readonly invitations: Invitations;
  readonly roomTokens: RoomTokens;
  readonly recapTokens: RecapTokens;
  /** The secret of a receiver of events. */
  readonly webhookSecret: (webhook: string) => string;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Limiters with counts shared by all processes. */
  readonly limiter: OpenLimiter;
  /** This machine's address for other devices in its network, as in a URL; `undefined` if there is none. */
  readonly networkAddress: () => string | undefined;
  /** The origins whose pages may use the host's session. */
  readonly origins: Origins;
  /** Authenticates requests by the host's own session. */
  readonly authenticate?: AuthenticateRequest | undefined;
  /** Transports for viewers whose network blocks WebSockets. */
  readonly sync?: RequestHandler;
  /** Copies pictures of a host's inventory from other servers; without it there are none. */
  readonly remotePictures?: RemotePictures | undefined;
  /** Adds the routes of pictures. */
  readonly addMedia: (app: Express) => void;
  /** Each resolves while its part can do its work; `/readyz` asks all of them. */
  readonly readiness: readonly (() => Promise<void>)[];
}
