import { PICTURE_FAULTS } from "../catalogue/pictureFaults.ts";
import { RatesInput, type RatesResponse } from "./rates.ts";
import * as v from "valibot";
import { PictureSchema, ProjectSchema } from "../catalogue/projectSchema.ts";
import { PicturePlace, type PicturesResponse, type UploadedPicture } from "../catalogue/uploads.ts";
import { Moment } from "../history/moment.ts";
import { RECAP_REASONS } from "../history/recapHomes.ts";
import { LIST_FIELDS, LIST_STATUSES } from "../list/fields.ts";
import { LIST_PROBLEMS } from "../list/problems.ts";
import { ListMapping } from "../list/mapping.ts";
import { Filters } from "../presentation/filters.ts";
import { Camera, Meta, View } from "../presentation/presentation.ts";
import { ROLES } from "../values/roles.ts";
import { UNIT_KINDS } from "../values/unitKinds.ts";
import { UNIT_STATUSES } from "../values/unitStatus.ts";
import type * as api from "./api.ts";
import { Appointment, Contact } from "./followUp.ts";
import { PROBLEM_STATUS, type ProblemCode, type ProblemDetails } from "./problems.ts";
import {
  DELIVERY_ERRORS,
  WEBHOOK_EVENTS,
  type CreateWebhookResponse,
  type DeliveriesResponse,
  type WebhooksResponse,
} from "./webhooks.ts";

/** The schema of an answer of type `Body`, with every field of the type. */
type Describes<Body> = v.GenericSchema<unknown, Body>;

const Text = v.record(v.string(), v.string());
const Time = v.pipe(v.string(), v.isoTimestamp());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Word = v.string();
const Named = v.object({ name: v.string() });
const card = {
  photo: v.exactOptional(v.string()),
  phone: v.exactOptional(v.string()),
  messenger: v.exactOptional(v.string()),
};
const Sent = v.omit(PictureSchema, ["kind"]);

export const SignInAnswer = v.object({
  token: v.string(),
  expiresAt: Time,
  agent: v.object({ id: v.string(), name: v.string() }),
}) satisfies Describes<api.SignInResponse>;

export const NetworkAnswer = v.object({
  address: v.exactOptional(v.string()),
}) satisfies Describes<api.NetworkResponse>;

const summaryEntries = {
  id: v.string(),
  name: Text,
  location: v.exactOptional(Text),
  units: Count,
  available: Count,
  hero: v.exactOptional(v.string()),
  isAdded: v.exactOptional(v.literal(true)),
};
export const ProjectsAnswer = v.object({
  projects: v.array(v.object(summaryEntries)),
  mayEdit: v.boolean(),
}) satisfies Describes<api.ProjectsResponse>;
export const CreateProjectAnswer = v.object({
  ...summaryEntries,
  currency: v.string(),
  areaUnit: v.picklist(["m2", "sqft"]),
}) satisfies Describes<api.CreateProjectResponse>;

export const UnitRowAnswer = v.object({
  id: v.string(),
  status: v.exactOptional(v.picklist(UNIT_STATUSES)),
  price: v.exactOptional(Count),
}) satisfies Describes<api.UnitRow>;
export const UnitsAnswer = v.object({
  revision: v.exactOptional(v.string()),
  units: v.array(UnitRowAnswer),
}) satisfies Describes<api.UnitsResponse>;

const ListProblemEntry = v.object({
  cell: v.string(),
  code: v.picklist(LIST_PROBLEMS),
  params: v.exactOptional(v.record(v.string(), v.union([v.string(), v.number()]))),
  reason: v.string(),
  unit: v.exactOptional(v.string()),
});
const ListConflictEntry = v.object({
  unit: v.string(),
  list: v.picklist(UNIT_STATUSES),
  desk: v.picklist(UNIT_STATUSES),
});
const Listed = v.picklist(LIST_STATUSES);
const change = { unit: v.string(), cell: v.exactOptional(v.string()) };
const ListChangeEntry = v.variant("kind", [
  v.object({ kind: v.picklist(["added", "removed"]), ...change }),
  v.object({
    kind: v.literal("price"),
    ...change,
    from: v.exactOptional(Count),
    to: v.exactOptional(Count),
  }),
  v.object({
    kind: v.literal("status"),
    ...change,
    from: v.exactOptional(Listed),
    to: v.exactOptional(Listed),
  }),
]);
const Uploaded = {
  file: v.string(),
  name: v.string(),
  bytes: Count,
  size: v.tuple([v.number(), v.number()]),
  src: v.string(),
  place: PicturePlace,
  at: Time,
  by: v.string(),
};
export const PictureAnswer = v.object(Uploaded) satisfies Describes<UploadedPicture>;
export const PicturesAnswer = v.object({
  pictures: v.array(PictureAnswer),
}) satisfies Describes<PicturesResponse>;

const counts = {
  homes: Count,
  added: Count,
  removed: Count,
  priceUp: Count,
  priceDown: Count,
  statusChanged: Count,
};
const summary = {
  revision: Count,
  applied: v.boolean(),
  ...counts,
  conflicts: v.array(ListConflictEntry),
  problems: v.array(ListProblemEntry),
  changes: v.array(ListChangeEntry),
  warnings: v.array(ListProblemEntry),
};
const meaning = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.array(v.object({ word: Word, count: Count, meaning: v.exactOptional(schema) }));
const Preview = v.object({
  sheets: v.array(
    v.object({
      name: v.string(),
      headerRow: v.exactOptional(Count),
      columns: v.array(
        v.object({
          letter: v.string(),
          header: v.string(),
          choice: v.picklist([...LIST_FIELDS, "leave-out"]),
          source: v.picklist(["person", "header", "content", "none"]),
          areaUnit: v.exactOptional(v.picklist(["m2", "sqft"])),
        }),
      ),
      rows: v.array(v.object({ row: Count, cells: v.array(v.string()) })),
      rowCount: Count,
      skipped: v.boolean(),
    }),
  ),
  statuses: meaning(Listed),
  floors: meaning(v.number()),
  buildings: meaning(v.string()),
  kinds: meaning(v.picklist(["apartment", ...UNIT_KINDS])),
  mapping: ListMapping,
});
export const ListAnswer = v.object({
  ...summary,
  preview: Preview,
}) satisfies Describes<api.ListResponse>;
export const ListUndoneAnswer = v.object(summary);
export const ListRevisionsAnswer = v.object({
  revisions: v.array(
    v.object({ revision: Count, at: Time, by: v.string(), fileName: v.string(), ...counts }),
  ),
}) satisfies Describes<api.ListRevisionsResponse>;

export const CreatePresentationAnswer = v.object({
  id: v.string(),
  room: v.string(),
  link: v.string(),
  expiresAt: Time,
}) satisfies Describes<api.CreatePresentationResponse>;

const Status = v.picklist(["live", "ended", "expired"]);
const visit = { name: v.string(), from: Time, to: v.exactOptional(Time) };
export const PresentationAnswer = v.object({
  id: v.string(),
  room: v.string(),
  project: v.string(),
  agent: v.exactOptional(v.object({ id: v.string(), name: v.string() })),
  status: Status,
  createdAt: Time,
  expiresAt: Time,
  endedAt: v.exactOptional(Time),
  buyer: v.exactOptional(Named),
  pin: v.boolean(),
  maxViewers: Count,
  colleagues: v.boolean(),
  viewers: v.array(v.object({ id: v.string(), name: v.string(), since: Time })),
  visits: v.exactOptional(v.array(v.object(visit))),
  visitCount: v.exactOptional(Count),
  likes: v.exactOptional(v.array(v.object({ unit: v.string(), name: v.string(), at: Time }))),
  wrongPins: v.exactOptional(Count),
  pending: v.exactOptional(v.literal(true)),
}) satisfies Describes<api.PresentationResponse>;
export const PresentationsAnswer = v.object({
  presentations: v.array(PresentationAnswer),
  next: v.exactOptional(v.string()),
}) satisfies Describes<api.PresentationsResponse>;

export const PendingAnswer = v.object({
  status: v.literal("pending"),
  detail: v.string(),
}) satisfies Describes<api.PendingResponse>;

export const FollowUpAnswer = v.object({
  notes: v.string(),
  appointment: v.exactOptional(Appointment),
  contact: v.exactOptional(Contact),
});

export const ExportAnswer = v.object({
  exportedAt: Time,
  presentation: v.object({
    id: v.string(),
    project: v.string(),
    agent: v.object({ id: v.string(), name: v.string() }),
    buyer: v.exactOptional(Named),
    status: Status,
    createdAt: Time,
    presentedAt: v.exactOptional(Time),
    awaySince: v.exactOptional(Time),
    expiresAt: Time,
    endedAt: v.exactOptional(Time),
    endReason: v.exactOptional(v.picklist(["ended", "expired", "away"])),
    pin: v.boolean(),
    maxViewers: Count,
    colleagues: v.boolean(),
  }),
  visits: v.array(v.object({ participant: v.string(), ...visit })),
  hearts: v.array(v.object({ participant: v.string(), unit: v.string(), at: Time })),
  history: v.array(Moment),
  recap: v.exactOptional(
    v.object({ createdAt: Time, opens: Count, openedAt: v.exactOptional(Time) }),
  ),
  followUp: v.exactOptional(FollowUpAnswer),
  document: v.exactOptional(
    v.object({
      meta: Meta,
      view: View,
      filters: Filters,
      shortlist: v.array(v.string()),
      camera: v.optional(Camera),
    }),
  ),
});
export const HistoryAnswer = v.object({
  moments: v.array(Moment),
  unitsThen: v.exactOptional(v.array(UnitRowAnswer)),
}) satisfies Describes<api.HistoryResponse>;

export const RecapLinkAnswer = v.object({
  link: v.string(),
  expiresAt: Time,
  opens: Count,
  openedAt: v.exactOptional(Time),
}) satisfies Describes<api.RecapLinkResponse>;
export const RecapAnswer = v.object({
  token: v.string(),
  presenter: v.object({ name: v.string(), ...card, ...Contact.entries }),
  project: v.string(),
  moments: v.array(Moment),
  homes: v.array(v.object({ reason: v.picklist(RECAP_REASONS), units: v.array(v.string()) })),
  development: ProjectSchema,
  units: v.array(UnitRowAnswer),
  unitsThen: v.array(UnitRowAnswer),
  reader: v.exactOptional(v.string()),
  likes: v.array(v.string()),
  mayLike: v.boolean(),
  appointment: v.exactOptional(Appointment),
  createdAt: Time,
  expiresAt: Time,
}) satisfies Describes<Omit<api.RecapResponse, "development">>;

const token = { token: v.string(), room: v.string(), expiresAt: Time };
export const TokenAnswer = v.object(token) satisfies Describes<api.TokenResponse>;
export const JoinAnswer = v.object({
  ...token,
  presenter: Named,
  project: v.string(),
}) satisfies Describes<api.JoinResponse>;

const preview = {
  presenter: v.object({ name: v.string(), ...card }),
  project: v.object({ id: v.string(), name: Text, hero: v.exactOptional(Sent) }),
  expiresAt: Time,
  buyer: v.exactOptional(Named),
  keptUntil: v.exactOptional(Time),
};
export const PreviewAnswer = v.object({
  ...preview,
  pin: v.boolean(),
  showing: v.exactOptional(Sent),
}) satisfies Describes<api.PreviewResponse>;
export const ColleaguePreviewAnswer = v.object(
  preview,
) satisfies Describes<api.ColleaguePreviewResponse>;
export const ColleagueLinkAnswer = v.object({
  link: v.string(),
  expiresAt: Time,
}) satisfies Describes<api.ColleagueLinkResponse>;
export const SelfAnswer = v.object({
  id: v.string(),
  role: v.picklist(ROLES),
  name: v.string(),
  presenter: Named,
  project: v.string(),
  expiresAt: Time,
  endsAt: Time,
}) satisfies Describes<api.SelfResponse>;
export const HeartsAnswer = v.object({
  units: v.array(v.string()),
}) satisfies Describes<api.HeartsResponse>;

const Events = v.array(v.picklist(WEBHOOK_EVENTS));
export const CreateWebhookAnswer = v.object({
  id: v.string(),
  secret: v.string(),
}) satisfies Describes<CreateWebhookResponse>;
export const WebhooksAnswer = v.object({
  webhooks: v.array(
    v.object({
      id: v.string(),
      url: v.string(),
      events: Events,
      createdAt: Time,
      createdBy: v.string(),
      endedAt: v.exactOptional(Time),
      failingSince: v.exactOptional(Time),
    }),
  ),
}) satisfies Describes<WebhooksResponse>;
export const DeliveriesAnswer = v.object({
  deliveries: v.array(
    v.object({
      id: v.string(),
      type: v.picklist(WEBHOOK_EVENTS),
      timestamp: Time,
      state: v.picklist(["pending", "delivered", "failed"]),
      attempts: Count,
      attemptedAt: v.exactOptional(Time),
      nextAttemptAt: v.exactOptional(Time),
      responseStatus: v.exactOptional(Count),
      error: v.exactOptional(v.picklist(DELIVERY_ERRORS)),
    }),
  ),
}) satisfies Describes<DeliveriesResponse>;

export const RatesAnswer = v.object({
  rates: v.exactOptional(v.object({ ...RatesInput.entries, isStale: v.boolean() })),
}) satisfies Describes<RatesResponse>;

export const HealthAnswer = v.object({ status: v.picklist(["ok", "ready"]) });

/** The body of every error. */
export const ProblemAnswer = v.object({
  type: v.literal("about:blank"),
  title: v.string(),
  status: Count,
  code: v.picklist(Object.keys(PROBLEM_STATUS) as ProblemCode[]),
  detail: v.exactOptional(v.string()),
  retryAfter: v.exactOptional(v.number()),
  fault: v.exactOptional(v.picklist(PICTURE_FAULTS)),
  problems: v.exactOptional(v.array(ListProblemEntry)),
  preview: v.exactOptional(Preview),
  conflicts: v.exactOptional(v.array(ListConflictEntry)),
}) satisfies v.GenericSchema<unknown, Pick<ProblemDetails, "type" | "title" | "status" | "code">>;
