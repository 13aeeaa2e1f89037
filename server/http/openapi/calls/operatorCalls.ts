import * as answers from "../../../../schema/protocol/answers.ts";
import type { Operation } from "../operation.ts";
import { json } from "./shared.ts";

/** The server itself. */
export const operatorCalls: readonly Operation[] = [
  {
    method: "get",
    path: "/openapi.json",
    caller: "anybody",
    summary: "This description",
    answers: { 200: { types: ["application/json"] }, 304: undefined },
  },
  {
    method: "get",
    path: "/api/rates",
    caller: "anybody",
    summary: "Exchange rates for orientation, where this server has any",
    answers: {
      200: json(answers.RatesAnswer, {
        rates: { base: "EUR", date: "2026-11-28", rates: { AED: 4.27 }, isStale: false },
      }),
    },
  },
  {
    method: "get",
    path: "/healthz",
    caller: "operator",
    summary: "It lives",
    answers: { 200: json(answers.HealthAnswer, { status: "ok" }) },
  },
  {
    method: "get",
    path: "/readyz",
    caller: "operator",
    summary: "Storage takes writes and the relay answers",
    answers: { 200: json(answers.HealthAnswer, { status: "ready" }) },
  },
  {
    method: "get",
    path: "/metrics",
    caller: "operator",
    summary: "Prometheus text",
    answers: { 200: { types: ["text/plain"] } },
  },
];
