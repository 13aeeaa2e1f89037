import * as answers from "../../../../schema/protocol/answers.ts";
import { CreateWebhookRequest } from "../../../../schema/protocol/webhooks.ts";
import { ID, LATER, NOW } from "../examples.ts";
import type { Operation } from "../operation.ts";
import { json } from "./shared.ts";

/** Receivers of events. */
export const webhookCalls: readonly Operation[] = [
  {
    method: "get",
    path: "/api/webhooks",
    caller: "editor",
    summary: "The receivers of events",
    answers: {
      200: json(answers.WebhooksAnswer, {
        webhooks: [
          {
            id: ID,
            url: "https://crm.example.com/hooks",
            events: ["buyer.joined"],
            createdAt: NOW,
            createdBy: "service:crm",
          },
        ],
      }),
    },
    codes: ["forbidden"],
  },
  {
    method: "post",
    path: "/api/webhooks",
    caller: "editor",
    summary: "Registers a receiver; the secret is returned only here",
    body: json(CreateWebhookRequest, {
      url: "https://crm.example.com/hooks",
      events: ["buyer.joined", "heart.set"],
    }),
    answers: {
      201: json(answers.CreateWebhookAnswer, {
        id: ID,
        secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD8mP1zBz8WQA=",
      }),
    },
    codes: ["forbidden", "conflict"],
  },
  {
    method: "delete",
    path: "/api/webhooks/:id",
    caller: "editor",
    summary: "Nothing is sent there any more",
    answers: { 204: undefined },
    codes: ["forbidden"],
  },
  {
    method: "get",
    path: "/api/webhooks/:id/deliveries",
    caller: "editor",
    summary: "The latest 1,000 events and older ones that still fail, newest first",
    answers: {
      200: json(answers.DeliveriesAnswer, {
        deliveries: [
          {
            id: "msg_mm7f2o00_17",
            type: "buyer.joined",
            timestamp: NOW,
            state: "pending",
            attempts: 1,
            attemptedAt: NOW,
            nextAttemptAt: LATER,
            responseStatus: 500,
            error: "status",
          },
        ],
      }),
    },
    codes: ["forbidden"],
  },
  {
    method: "post",
    path: "/api/webhooks/:id/deliveries/:delivery/resend",
    caller: "editor",
    summary: "Sends an event again",
    answers: { 204: undefined },
    codes: ["forbidden", "conflict"],
  },
];
