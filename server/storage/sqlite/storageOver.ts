import type { Storage } from "../storage.ts";
import type { OperationCalls } from "./operations.ts";

/** Messages to a worker copy a view's whole buffer, so a small view of a large one is cut out first. */
const exact = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();

/** Implements `Storage` by calling the operations, in a thread or in another object. */
export function storageOver(connection: OperationCalls): Omit<Storage, "close"> {
  return {
    documents: {
      load: (room) => connection.call("loadDocument", room),
      append: (room, updates, moments = []) =>
        connection.call("appendUpdates", room, updates.map(exact), moments),
      compact: (room, snapshot, replaced) =>
        connection.call("compactDocument", room, exact(snapshot), replaced),
    },
    presentations: {
      create: (record, firstUpdate) =>
        connection.call("createPresentation", record, exact(firstUpdate)),
      find: (id) => connection.call("findPresentation", id),
      listPage: (agentId, after, limit) =>
        connection.call("listPresentations", agentId, after, limit),
      listOpen: () => connection.call("listOpenPresentations"),
      listDue: (nowMs, awayMs) => connection.call("listDuePresentations", nowMs, awayMs),
      countLive: (nowMs) => connection.call("countLivePresentations", nowMs),
      setExpiry: (id, expiresAtMs) => connection.call("setPresentationExpiry", id, expiresAtMs),
      setAgentName: (id, name) => connection.call("setPresentationAgentName", id, name),
      setPresent: (id, sinceMs) => connection.call("setPresentationPresent", id, sinceMs),
      setAwaySince: (id, sinceMs) => connection.call("setPresentationAway", id, sinceMs),
      touch: (ids, nowMs) => connection.call("touchPresentations", ids, nowMs),
      inviteColleagues: (id, invitation) => connection.call("inviteColleagues", id, invitation),
      withdrawColleagues: (id) => connection.call("withdrawColleagues", id),
      end: (id, ended) => connection.call("endPresentation", id, ended),
      recordVisit: (id, visit) => connection.call("recordVisit", id, visit),
      listVisits: (id) => connection.call("listVisits", id),
      addHeart: (id, heart, most) => connection.call("addHeart", id, heart, most),
      removeHeart: (id, participant, unit) => connection.call("removeHeart", id, participant, unit),
      listHearts: (id) => connection.call("listHearts", id),
      deleteEndedBefore: (timeMs) => connection.call("deleteEndedBefore", timeMs),
      erase: (id) => connection.call("erasePresentation", id),
    },
    units: {
      list: (project) => connection.call("listUnits", project),
      set: (project, records, expectedVersion) =>
        connection.call("setUnits", project, records, expectedVersion),
    },
    lists: {
      listProjects: () => connection.call("listProjects"),
      createProject: (record) => connection.call("createProject", record),
      deleteProject: (project, nowMs) => connection.call("deleteProject", project, nowMs),
      removedProject: (project) => connection.call("removedProject", project),
      versions: () => connection.call("listVersions"),
      current: (project) => connection.call("currentList", project),
      history: (project) => connection.call("listHistory", project),
      apply: (project, expectedVersion, list, former) =>
        connection.call(
          "applyList",
          project,
          expectedVersion,
          { ...list, content: exact(list.content) },
          exact(former),
        ),
      undo: (project, expectedVersion, former, atMs) =>
        connection.call("undoList", project, expectedVersion, exact(former), atMs),
      mapping: (project) => connection.call("findMapping", project),
      setMapping: (project, mapping) => connection.call("setMapping", project, mapping),
    },
    pictures: {
      versions: () => connection.call("pictureVersions"),
      list: (project) => connection.call("listPictures", project),
      bytes: (project, file) => connection.call("pictureBytes", project, file),
      add: (project, record, bytes) => connection.call("addPicture", project, record, exact(bytes)),
      place: (project, file, place, expected) =>
        connection.call("placePicture", project, file, place, expected),
      remove: (project, file) => connection.call("removePicture", project, file),
    },
    history: {
      load: (room) => connection.call("loadMoments", room),
      forget: (presentation, participant) =>
        connection.call("forgetParticipant", presentation, participant),
    },
    recaps: {
      open: (presentation, recap) => connection.call("openRecap", presentation, recap),
      find: (presentation) => connection.call("findRecap", presentation),
      setUnitsThen: (presentation, unitsThen) =>
        connection.call("setRecapUnits", presentation, unitsThen),
      withdraw: (presentation) => connection.call("withdrawRecap", presentation),
      countOpen: (presentation, atMs) => connection.call("countRecapOpen", presentation, atMs),
    },
    followUps: {
      find: (presentation) => connection.call("findFollowUp", presentation),
      change: (presentation, change) => connection.call("changeFollowUp", presentation, change),
    },
    webhooks: {
      list: () => connection.call("listWebhooks"),
      add: (record, most) => connection.call("addWebhook", record, most),
      remove: (id) => connection.call("removeWebhook", id),
      listDeliveries: (webhook) => connection.call("listDeliveries", webhook),
      resend: (webhook, delivery, nowMs) =>
        connection.call("resendDelivery", webhook, delivery, nowMs),
      claim: (options) => connection.call("claimDeliveries", options),
      settle: (delivery, outcome) => connection.call("settleDelivery", delivery, outcome),
      prune: (beforeMs) => connection.call("pruneDeliveries", beforeMs),
    },
    ping: () => connection.call("ping"),
  };
}
