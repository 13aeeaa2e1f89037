import * as answers from "../../../../schema/protocol/answers.ts";
import * as api from "../../../../schema/protocol/api.ts";
import { FollowUpChange } from "../../../../schema/protocol/followUp.ts";
import * as example from "../examples.ts";
import { ID, LATER, NOW, PROJECT, ROOM, SECRET, UNIT } from "../examples.ts";
import type { Operation } from "../operation.ts";
import { done, json, token } from "./shared.ts";

/** An agent's presentations. */
export const presentationCalls: readonly Operation[] = [
  {
    method: "post",
    path: "/api/presentations",
    caller: "agent",
    summary: "Begins a presentation; the link's secret is returned only here",
    body: json(api.CreatePresentationRequest, {
      project: PROJECT,
      minutes: 60,
      buyer: { name: "Omar" },
    }),
    answers: {
      201: json(answers.CreatePresentationAnswer, {
        id: ID,
        room: ROOM,
        link: `https://live.example.com/p/${ID}#${SECRET}`,
        expiresAt: LATER,
      }),
    },
    codes: ["forbidden"],
  },
  {
    method: "get",
    path: "/api/presentations",
    caller: "staff",
    summary: "The agent's own, newest first, 50 at a time",
    query: [{ name: "cursor", description: "`next` of the page before" }],
    answers: {
      200: json(answers.PresentationsAnswer, { presentations: [example.presentation] }),
    },
  },
  {
    method: "get",
    path: "/api/presentations/:id",
    caller: "staff",
    summary: "One presentation, with who watches and what they like",
    answers: { 200: json(answers.PresentationAnswer, example.presentation) },
  },
  {
    method: "patch",
    path: "/api/presentations/:id",
    caller: "staff",
    summary: "A new expiry, from now",
    body: json(api.PatchPresentationRequest, { minutes: 60 }),
    answers: {
      200: json(answers.PresentationAnswer, example.presentation),
      202: json(answers.PresentationAnswer, { ...example.presentation, pending: true }),
    },
    codes: ["expired", "ended"],
  },
  {
    method: "delete",
    path: "/api/presentations/:id",
    caller: "staff",
    summary: "Ends it: links are dead, sockets closed",
    answers: done,
  },
  {
    method: "get",
    path: "/api/presentations/:id/export",
    caller: "staff",
    summary: "All that is held of it but hashes, as a download",
    answers: {
      200: json(answers.ExportAnswer, {
        exportedAt: LATER,
        presentation: {
          id: ID,
          project: PROJECT,
          agent: { id: "agent", name: "Ana" },
          status: "ended",
          createdAt: NOW,
          expiresAt: LATER,
          pin: false,
          maxViewers: 50,
          colleagues: false,
        },
        visits: [{ participant: "buyer:Vt5Qx8Zk2LmN4pRs", ...example.visit }],
        hearts: [{ participant: "buyer:Vt5Qx8Zk2LmN4pRs", unit: UNIT, at: NOW }],
        history: example.moments,
      }),
    },
  },
  {
    method: "post",
    path: "/api/presentations/:id/erase",
    caller: "staff",
    summary: "Deletes all that is held of it",
    answers: done,
  },
  {
    method: "get",
    path: "/api/presentations/:id/history",
    caller: "staff",
    summary: "What happened, in order",
    answers: { 200: json(answers.HistoryAnswer, { moments: example.moments }) },
  },
  {
    method: "get",
    path: "/api/presentations/:id/follow-up",
    caller: "staff",
    summary: "Notes, appointment and contact for the time after it",
    answers: { 200: json(answers.FollowUpAnswer, example.followUp) },
  },
  {
    method: "patch",
    path: "/api/presentations/:id/follow-up",
    caller: "staff",
    summary: "Changes what it names; null takes away",
    body: json(FollowUpChange, { notes: "Wants a sea view", appointment: null }),
    answers: { 200: json(answers.FollowUpAnswer, example.followUp) },
  },
  {
    method: "post",
    path: "/api/presentations/:id/tokens",
    caller: "agent",
    summary: "A token for the room",
    body: json(api.TokenRequest, { role: "agent" }),
    answers: token,
    codes: ["forbidden", "expired", "ended"],
  },
  {
    method: "post",
    path: "/api/presentations/:id/colleagues",
    caller: "agent",
    summary: "A link that lets a colleague present too; the same until it is withdrawn",
    answers: {
      200: json(answers.ColleagueLinkAnswer, {
        link: `https://live.example.com/agent/join/${ID}#${SECRET}`,
        expiresAt: LATER,
      }),
    },
    codes: ["forbidden", "expired", "ended"],
  },
  {
    method: "delete",
    path: "/api/presentations/:id/colleagues",
    caller: "agent",
    summary: "Withdraws that link and closes the sockets of those who came by it",
    answers: done,
    codes: ["forbidden"],
  },
  {
    method: "post",
    path: "/api/presentations/:id/recap",
    caller: "agent",
    summary: "A link to what was shown; the same until it is withdrawn",
    answers: {
      201: json(answers.RecapLinkAnswer, {
        link: `https://live.example.com/r/${ID}#${SECRET}`,
        expiresAt: LATER,
        opens: 0,
      }),
    },
    codes: ["forbidden"],
  },
  {
    method: "delete",
    path: "/api/presentations/:id/recap",
    caller: "agent",
    summary: "Withdraws that link",
    answers: done,
    codes: ["forbidden"],
  },
];
