import type {
  JoinResponse,
  PreviewResponse,
  SelfResponse,
  TokenResponse,
} from "../../schema/api.ts";
import type { Project } from "../../schema/catalogue.ts";
import type { Result } from "../../schema/result.ts";
import type { Api, JoinDetails } from "../session/api.ts";
import type { CallProblem } from "./refusal.ts";

export type Called<Value> = Promise<Result<Value, CallProblem>>;

/** What a buyer asks the server. Nothing rejects but `units`, as the units' poll expects it. */
export interface BuyerApi {
  preview(presentation: string, secret: string): Called<PreviewResponse>;
  join(presentation: string, details: JoinDetails): Called<JoinResponse>;
  self(presentation: string, token: string): Called<SelfResponse>;
  /** A fresh token for the holder of one, be it expired. */
  renew(presentation: string, token: string): Called<TokenResponse>;
  project(project: string, token: string): Called<Project>;
  /** The homes that the token's buyer likes. */
  hearts(presentation: string, token: string): Called<readonly string[]>;
  setHeart(presentation: string, unit: string, liked: boolean, token: string): Called<void>;
  units(token: () => string): Pick<Api, "units">;
}

export type DoorApi = Pick<BuyerApi, "preview" | "join" | "self" | "renew">;
