import type {
  JoinResponse,
  PreviewResponse,
  SelfResponse,
  TokenResponse,
} from "../../schema/protocol/api.ts";
import type { Result } from "../../schema/values/result.ts";
import type { JoinDetails } from "../session/api.ts";
import type { CallProblem } from "./refusal.ts";

export type Called<Value> = Promise<Result<Value, CallProblem>>;

/** The server's calls that lead into a viewing. They resolve with a problem instead of rejecting. */
export interface JoinApi {
  preview(presentation: string, secret: string): Called<PreviewResponse>;
  join(presentation: string, details: JoinDetails): Called<JoinResponse>;
  self(presentation: string, token: string): Called<SelfResponse>;
  /** A new token for the holder of one, expired or not. */
  renew(presentation: string, token: string): Called<TokenResponse>;
}
