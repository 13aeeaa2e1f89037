import { catalogueCalls } from "./calls/catalogueCalls.ts";
import { operatorCalls } from "./calls/operatorCalls.ts";
import { presentationCalls } from "./calls/presentationCalls.ts";
import { signInCalls } from "./calls/signInCalls.ts";
import { visitorCalls } from "./calls/visitorCalls.ts";
import { webhookCalls } from "./calls/webhookCalls.ts";
import type { Operation } from "./operation.ts";

/** Every call of this server. */
export const OPERATIONS: readonly Operation[] = [
  ...signInCalls,
  ...catalogueCalls,
  ...presentationCalls,
  ...visitorCalls,
  ...webhookCalls,
  ...operatorCalls,
];
