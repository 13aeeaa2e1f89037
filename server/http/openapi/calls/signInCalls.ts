import * as answers from "../../../../schema/protocol/answers.ts";
import * as api from "../../../../schema/protocol/api.ts";
import { LATER, TOKEN } from "../examples.ts";
import type { Operation } from "../operation.ts";
import { json } from "./shared.ts";

const signedIn = {
  200: json(answers.SignInAnswer, {
    token: TOKEN,
    expiresAt: LATER,
    agent: { id: "agent", name: "Ana" },
  }),
};

/** The signed-in agent. */
export const signInCalls: readonly Operation[] = [
  {
    method: "post",
    path: "/api/sign-in",
    caller: "anybody",
    summary: "Signs the built-in agent in",
    body: json(api.SignInRequest, { key: "the agent's key", name: "Ana" }),
    answers: signedIn,
    codes: ["wrong_key", "too_many_attempts"],
  },
  {
    method: "patch",
    path: "/api/agent",
    caller: "agent",
    summary: "Sets the agent's name as buyers see it",
    body: json(api.RenameRequest, { name: "Ana" }),
    answers: signedIn,
  },
  {
    method: "get",
    path: "/api/network",
    caller: "agent",
    summary: "Where phones in the server's own network may reach it",
    answers: { 200: json(answers.NetworkAnswer, { address: "192.168.7.20" }) },
  },
];
