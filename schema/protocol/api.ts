import * as v from "valibot";
import type { Picture, Project, UnitStatus } from "../catalogue/catalogue.ts";
import { UNIT_STATUSES } from "../values/unitStatus.ts";
import { currencyDigits } from "../catalogue/currencies.ts";
import type { ListPreview } from "../list/preview.ts";
import type { ListSummary } from "../list/summary.ts";
import type { Moment } from "../history/moment.ts";
import type { RecapHomes } from "../history/recapHomes.ts";
import type { Text } from "../values/text.ts";
import { Id } from "../values/ids.ts";
import { MAX_NAME_LENGTH, readableName } from "../values/names.ts";
import type { PresentationState } from "../presentation/presentation.ts";
import type { Role } from "../values/roles.ts";
import type { AgentCard } from "./brand.ts";
import type { Appointment, Contact, FollowUp } from "./followUp.ts";

const Name = v.pipe(v.string(), v.transform(readableName), v.maxLength(MAX_NAME_LENGTH));
/** Fractions allowed; a day at most. */
const Minutes = v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(24 * 60));

/**
 * Header of every answer below `/api`: the server's time in ms since 1970, more precise than `Date`. Pages use it as their
 * clock, because a device's may be wrong.
 */
export const NOW_HEADER = "Offplan-Now";

export const SignInRequest = v.object({
  key: v.pipe(v.string(), v.maxLength(512)),
  /** The agent's name as buyers see it, kept in the agent's token. Without one, buyers' pages show "your agent". */
  name: v.optional(v.pipe(Name, v.minLength(1))),
});
/**
 * The agent's new name (`PATCH /api/agent`); empty removes it. The answer is that of a sign-in, with the token to
 * use from now on.
 */
export const RenameRequest = v.object({ name: Name });
export interface SignInResponse {
  readonly token: string;
  /** ISO 8601, as every time in this interface. */
  readonly expiresAt: string;
  /** `name` is empty where none was given. */
  readonly agent: { readonly id: string; readonly name: string };
}

/** The server's address for phones in its own network (`GET /api/network`), as in a URL; absent if there is none. */
export interface NetworkResponse {
  readonly address?: string;
}

/** A picture without its outlines and labels. */
export type SentPicture = Pick<Picture, "src" | "srcDark" | "size" | "blur" | "blurDark">;

export interface ProjectSummary {
  readonly id: string;
  readonly name: Text;
  readonly location?: Text;
  readonly units: number;
  readonly available: number;
  readonly hero?: string;
  /** It was added on this server, and can be removed. */
  readonly isAdded?: true;
}

export interface ProjectsResponse {
  readonly projects: readonly ProjectSummary[];
  /** Whether the caller may change lists and add developments. */
  readonly mayEdit: boolean;
}

/** Adds a development without homes, for a list to fill. */
export const CreateProjectRequest = v.object({
  name: v.pipe(Name, v.minLength(1)),
  currency: v.pipe(
    v.string(),
    v.check((code) => currencyDigits(code) !== undefined, "must be an ISO 4217 code"),
  ),
  areaUnit: v.optional(v.picklist(["m2", "sqft"]), "m2"),
});
export interface CreateProjectResponse extends ProjectSummary {
  readonly currency: string;
  readonly areaUnit: "m2" | "sqft";
}

/** Response of `PUT /api/projects/:project/list`: its changes, and in `preview` how the file was read. */
export interface ListResponse extends ListSummary {
  readonly preview: ListPreview;
}

/** A list that was applied. */
export interface ListRevision {
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly fileName: string;
  readonly homes: number;
  readonly added: number;
  readonly removed: number;
  readonly priceUp: number;
  readonly priceDown: number;
  readonly statusChanged: number;
}
/** Newest first; the first is the one in use. At most ten. */
export interface ListRevisionsResponse {
  readonly revisions: readonly ListRevision[];
}

export interface UnitRow {
  readonly id: string;
  readonly status?: UnitStatus;
  /** Minor units. */
  readonly price?: number;
}
export interface UnitsResponse {
  /** The project's. If it differs from the caller's, the whole project must be read again. */
  readonly revision?: string;
  readonly units: readonly UnitRow[];
}

/** Most homes that one call changes. */
export const MOST_UNITS = 5000;

/** A home's new status, price in minor units, or both. */
export const UnitPatch = v.pipe(
  v.object({
    status: v.exactOptional(v.picklist(UNIT_STATUSES)),
    price: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.minEntries(1),
);
export type UnitPatch = Readonly<v.InferOutput<typeof UnitPatch>>;

/** New statuses and prices of several homes, by id. */
export const UnitsPatch = v.object({
  units: v.pipe(v.record(v.string(), UnitPatch), v.minEntries(1), v.maxEntries(MOST_UNITS)),
});
export type UnitsPatch = Readonly<v.InferOutput<typeof UnitsPatch>>;

export const CreatePresentationRequest = v.object({
  project: Id,
  minutes: v.optional(Minutes),
  buyer: v.optional(v.object({ name: v.optional(Name) })),
  pin: v.optional(v.pipe(v.string(), v.regex(/^\d{4,8}$/))),
  maxViewers: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type CreatePresentationRequest = v.InferOutput<typeof CreatePresentationRequest>;

export interface CreatePresentationResponse {
  readonly id: string;
  readonly room: string;
  /** `<PUBLIC_URL>/p/<id>#<secret>`; the secret is returned only here. */
  readonly link: string;
  readonly expiresAt: string;
}

export const PatchPresentationRequest = v.object({ minutes: Minutes });

export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly since: string;
}

/** One buyer's visit, from joining. `to` is absent while it lasts, and when its end was not seen. */
export interface Visit {
  readonly name: string;
  readonly from: string;
  readonly to?: string;
}

/** A home that a buyer likes, for agents. */
export interface Like {
  readonly unit: string;
  /** The buyer's; empty for a guest. */
  readonly name: string;
  readonly at: string;
}

/** The calling buyer's likes, oldest first. */
export interface HeartsResponse {
  readonly units: readonly string[];
}

/** Status of a presentation. Only `live` ones can be joined. */
export type PresentationStatus = "live" | "ended" | "expired";

export interface PresentationResponse {
  readonly id: string;
  readonly room: string;
  readonly project: string;
  /** The agent; only in responses to services. */
  readonly agent?: { readonly id: string; readonly name: string };
  readonly status: PresentationStatus;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly endedAt?: string;
  readonly buyer?: { readonly name: string };
  readonly pin: boolean;
  readonly maxViewers: number;
  /** Whether an invitation to colleagues is open. */
  readonly colleagues: boolean;
  readonly viewers: readonly Viewer[];
  /** Visits, oldest first; lists of presentations have only the latest. */
  readonly visits?: readonly Visit[];
  /** Number of all visits, where `visits` has only the latest. */
  readonly visitCount?: number;
  /** Buyers' likes, oldest first; only for a single presentation. */
  readonly likes?: readonly Like[];
  /** Wrong PINs within a day, if more than a buyer's own mistakes; only for a single presentation. */
  readonly wrongPins?: number;
  /** A change is in effect but not written yet, because storage takes no writes at the moment. */
  readonly pending?: true;
}

/** Body of 202: the change is in effect, and storage has not written it yet. */
export interface PendingResponse {
  readonly status: "pending";
  /** A sentence for people. */
  readonly detail: string;
}

/** Newest first, 50 at most. */
export interface PresentationsResponse {
  readonly presentations: readonly PresentationResponse[];
  /** The `cursor` of the next page; missing on the last one. */
  readonly next?: string;
}

/** All stored data of a presentation except hashes (`GET /api/presentations/:id/export`). */
export interface ExportResponse {
  readonly exportedAt: string;
  readonly presentation: {
    readonly id: string;
    readonly project: string;
    readonly agent: { readonly id: string; readonly name: string };
    readonly buyer?: { readonly name: string };
    readonly status: PresentationStatus;
    readonly createdAt: string;
    readonly presentedAt?: string;
    readonly awaySince?: string;
    readonly expiresAt: string;
    readonly endedAt?: string;
    readonly endReason?: "ended" | "expired" | "away";
    readonly pin: boolean;
    readonly maxViewers: number;
    /** Whether an invitation to colleagues is open. */
    readonly colleagues: boolean;
  };
  readonly visits: readonly (Visit & { readonly participant: string })[];
  readonly hearts: readonly {
    readonly participant: string;
    readonly unit: string;
    readonly at: string;
  }[];
  readonly history: readonly Moment[];
  readonly recap?: {
    readonly createdAt: string;
    readonly opens: number;
    readonly openedAt?: string;
  };
  readonly followUp?: FollowUp;
  /** The shared document as it was last written; missing if it cannot be read. */
  readonly document?: PresentationState;
}

/** A presentation's history (`GET …/history`), in order; for a recap only what its reader may see. */
export interface HistoryResponse {
  readonly moments: readonly Moment[];
  /** For agents: the homes that moments name, as they were when the recap was made. Absent: there is no recap. */
  readonly unitsThen?: readonly UnitRow[];
}

/** A recap's link (`POST …/recap`): the same until it is withdrawn. */
export interface RecapLinkResponse {
  /** `<PUBLIC_URL>/r/<id>#<secret>`. */
  readonly link: string;
  readonly expiresAt: string;
  /** Openings by readers who allowed counting. */
  readonly opens: number;
  readonly openedAt?: string;
}
export const RecapOpenRequest = v.object({
  secret: v.pipe(v.string(), v.maxLength(128)),
  pin: v.optional(v.pipe(v.string(), v.maxLength(16))),
  /** A buyer's room token, which may have expired: the recap is then that buyer's. */
  token: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  /** Whether the agent may see the opening. */
  isCounted: v.optional(v.boolean()),
  /** Leaves `moments` empty, for a page that reads them later, if at all (`GET /api/recaps/:id/history`). */
  withoutMoments: v.optional(v.boolean()),
});
export type RecapOpenRequest = v.InferOutput<typeof RecapOpenRequest>;
export interface RecapResponse {
  /** Grants access to the project and to this recap's history, `forget` and hearts. */
  readonly token: string;
  readonly presenter: { readonly name: string } & Omit<AgentCard, "phone"> & Contact;
  readonly project: string;
  /** Of buyers only the reader's own. */
  readonly moments: readonly Moment[];
  /** The homes by reason, each once. May include homes that no longer exist. */
  readonly homes: readonly RecapHomes[];
  /** The current development with only these homes: what a page about each of them needs. */
  readonly development: Project;
  /** The homes that moments name, as they are now, without those that no longer exist. */
  readonly units: readonly UnitRow[];
  /** The same when the recap was made. */
  readonly unitsThen: readonly UnitRow[];
  /** The subject of the buyer whose recap it is; absent if it belongs to no single buyer. */
  readonly reader?: string;
  /** The homes that the reader likes now, oldest first. */
  readonly likes: readonly string[];
  /** Whether this reader's hearts reach the agent: not if the recap has no single buyer, or one `withoutPart`. */
  readonly mayLike: boolean;
  readonly appointment?: Appointment;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export const TokenRequest = v.object({ role: v.picklist(["agent", "inspector"]) });
export interface TokenResponse {
  readonly token: string;
  readonly room: string;
  readonly expiresAt: string;
}

export const JoinRequest = v.object({
  secret: v.pipe(v.string(), v.maxLength(128)),
  name: v.optional(Name),
  pin: v.optional(v.pipe(v.string(), v.maxLength(16))),
  /** Of an earlier join of the same buyer, which may have expired: this one continues that visit. */
  token: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  /** Only arrival and departure of this buyer are stored: no name, attention or hearts. */
  withoutPart: v.optional(v.boolean()),
});
export interface JoinResponse extends TokenResponse {
  readonly presenter: { readonly name: string };
  readonly project: string;
}

/** Preview of a presentation before joining: nothing personal but the presenter's name. Needs the secret. */
export const PreviewRequest = v.object({ secret: v.pipe(v.string(), v.maxLength(128)) });
export interface PreviewResponse {
  readonly presenter: { readonly name: string } & AgentCard;
  readonly project: {
    readonly id: string;
    readonly name: Text;
    readonly hero?: SentPicture;
  };
  readonly expiresAt: string;
  readonly pin: boolean;
  readonly buyer?: { readonly name: string };
  /** Until when a summary of the visit is kept, if the presentation ends by its expiry. */
  readonly keptUntil?: string;
  /** The picture being shown, to preload behind the join form; absent if a PIN is required. */
  readonly showing?: SentPicture;
}

/** The link that lets a colleague present too. It is the same one until it is withdrawn. */
export interface ColleagueLinkResponse {
  /** `<PUBLIC_URL>/agent/join/<id>#<secret>`. */
  readonly link: string;
  /** The presentation's own expiry. */
  readonly expiresAt: string;
}

/** Preview of a presentation for a colleague. Needs the secret. */
export type ColleaguePreviewResponse = Omit<PreviewResponse, "pin" | "showing">;

export const ColleagueJoinRequest = v.object({
  secret: v.pipe(v.string(), v.maxLength(128)),
  /** The name that buyers see. */
  name: v.pipe(Name, v.minLength(1)),
});

/** A participant's own claims, for its page (`GET /api/presentations/:id/self`). */
export interface SelfResponse {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly presenter: { readonly name: string };
  readonly project: string;
  readonly expiresAt: string;
  /** When it ends unless something changes: its expiry, or sooner while its agent is away. */
  readonly endsAt: string;
}
