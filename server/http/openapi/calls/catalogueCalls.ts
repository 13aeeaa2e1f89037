import { ProjectSchema } from "../../../../schema/catalogue/projectSchema.ts";
import { PicturePatch } from "../../../../schema/catalogue/uploads.ts";
import { ListMapping } from "../../../../schema/list/mapping.ts";
import * as answers from "../../../../schema/protocol/answers.ts";
import * as api from "../../../../schema/protocol/api.ts";
import * as example from "../examples.ts";
import { NOW } from "../examples.ts";
import type { Operation } from "../operation.ts";
import { json } from "./shared.ts";

const LIST_TYPES = [
  "text/csv",
  "text/tab-separated-values",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.oasis.opendocument.spreadsheet",
  "multipart/form-data",
];

/** Developments, their homes and lists. */
export const catalogueCalls: readonly Operation[] = [
  {
    method: "get",
    path: "/api/projects",
    caller: "staff",
    summary: "The developments, summarised",
    answers: {
      200: json(answers.ProjectsAnswer, { projects: [example.summary], mayEdit: true }),
    },
  },
  {
    method: "post",
    path: "/api/projects",
    caller: "editor",
    summary: "Adds a development that a list can be put into",
    body: json(api.CreateProjectRequest, { name: "Lagoon Terraces", currency: "AED" }),
    answers: {
      201: json(answers.CreateProjectAnswer, {
        ...example.summary,
        currency: "AED",
        areaUnit: "m2",
      }),
    },
    codes: ["forbidden"],
  },
  {
    method: "get",
    path: "/api/projects/:project",
    caller: "reader",
    summary: "One development whole; for buyers without homes held back",
    answers: { 200: json(ProjectSchema, example.project) },
    codes: ["forbidden", "withdrawn"],
  },
  {
    method: "get",
    path: "/api/projects/:project/units",
    caller: "reader",
    summary: "Ids, statuses and prices of its homes, with an ETag",
    answers: {
      200: json(answers.UnitsAnswer, { revision: "Zk3q0aPwX1bn", units: [example.row] }),
      304: undefined,
    },
    codes: ["forbidden", "withdrawn"],
  },
  {
    method: "patch",
    path: "/api/projects/:project/units/:unit",
    caller: "staff",
    summary:
      "Sets a home's status, and for editors its price; with If-Match, only while nothing else changed",
    body: json(api.UnitPatch, { status: "reserved" }),
    answers: { 200: json(answers.UnitRowAnswer, { ...example.row, status: "reserved" }) },
    codes: ["forbidden", "stale"],
  },
  {
    method: "patch",
    path: "/api/projects/:project/units",
    caller: "staff",
    summary: "The same for several homes, all or none",
    body: json(api.UnitsPatch, { units: { [example.row.id]: { status: "reserved" } } }),
    answers: {
      200: json(answers.UnitsAnswer, {
        revision: "Zk3q0aPwX1bn",
        units: [{ ...example.row, status: "reserved" }],
      }),
    },
    codes: ["forbidden", "stale"],
  },
  {
    method: "delete",
    path: "/api/projects/:project",
    caller: "editor",
    summary: "Removes a development that was added, with its lists and pictures",
    query: [
      {
        name: "presentations",
        description: "end: open presentations of it end first; without it they keep it",
        values: ["end"],
      },
    ],
    answers: { 204: undefined },
    codes: ["forbidden", "presented", "not_added"],
  },
  {
    method: "put",
    path: "/api/projects/:project/list",
    caller: "editor",
    summary: "Replaces the list of homes by a file",
    query: [
      { name: "dryRun", description: "1: only says what would change", values: ["0", "1"] },
      {
        name: "skipProblems",
        description: "1: rows with problems are left out",
        values: ["0", "1"],
      },
      {
        name: "conflicts",
        description: "Whose statuses count where an agent has set another since the last list",
        values: ["list", "desk"],
      },
      { name: "fileName", description: "As it is remembered among revisions" },
    ],
    body: { types: LIST_TYPES },
    answers: {
      200: json(answers.ListAnswer, { ...example.listed, preview: example.listPreview }),
    },
    codes: ["forbidden", "conflict", "stale", "not_understood"],
  },
  {
    method: "get",
    path: "/api/projects/:project/list",
    caller: "editor",
    summary: "The homes as they are shown now, as a file",
    query: [
      { name: "format", description: "csv unless it says otherwise", values: ["csv", "xlsx"] },
    ],
    answers: { 200: { types: LIST_TYPES.filter((type) => /csv|openxml/.test(type)) } },
    codes: ["forbidden"],
  },
  {
    method: "get",
    path: "/api/projects/:project/pack",
    caller: "editor",
    summary: "The development as it is now, as a pack: a ZIP archive of its folder",
    answers: { 200: { types: ["application/zip"] } },
    codes: ["forbidden"],
  },
  {
    method: "get",
    path: "/api/projects/:project/list/mapping",
    caller: "editor",
    summary: "How its lists are read, as far as a person has said",
    answers: { 200: json(ListMapping, example.mapping) },
    codes: ["forbidden"],
  },
  {
    method: "put",
    path: "/api/projects/:project/list/mapping",
    caller: "editor",
    summary: "How its next lists are read",
    body: json(ListMapping, example.mapping),
    answers: { 200: json(ListMapping, example.mapping) },
    codes: ["forbidden"],
  },
  {
    method: "get",
    path: "/api/projects/:project/list/revisions",
    caller: "editor",
    summary: "The lists that are kept, newest first",
    answers: {
      200: json(answers.ListRevisionsAnswer, {
        revisions: [{ revision: 4, at: NOW, by: "crm", fileName: "homes.xlsx", ...example.counts }],
      }),
    },
    codes: ["forbidden"],
  },
  {
    method: "post",
    path: "/api/projects/:project/list/undo",
    caller: "editor",
    summary: "The list before counts again",
    answers: { 200: json(answers.ListUndoneAnswer, { ...example.listed, revision: 5 }) },
    codes: ["forbidden", "conflict", "stale"],
  },
  {
    method: "get",
    path: "/api/projects/:project/pack",
    caller: "editor",
    summary: "The development as a pack's folder, with what was uploaded and drawn",
    answers: { 200: { types: ["application/zip"] } },
    codes: ["forbidden"],
  },
  {
    method: "get",
    path: "/api/projects/:project/pictures",
    caller: "editor",
    summary: "The pictures that were uploaded",
    answers: { 200: json(answers.PicturesAnswer, { pictures: [example.picture] }) },
    codes: ["forbidden"],
  },
  {
    method: "put",
    path: "/api/projects/:project/pictures/:picture",
    caller: "editor",
    summary: "Uploads a picture by its name; one of the same name is replaced",
    query: [{ name: "place", description: "Where it is shown, as JSON" }],
    body: { types: ["image/*", "application/octet-stream"] },
    answers: { 201: json(answers.PictureAnswer, example.picture) },
    codes: ["forbidden", "conflict", "bad_picture", "bad_outline"],
  },
  {
    method: "patch",
    path: "/api/projects/:project/pictures/:picture",
    caller: "editor",
    summary: "Shows a picture elsewhere, or with other outlines",
    body: json(PicturePatch, { place: { kind: "gallery" } }),
    answers: { 200: json(answers.PictureAnswer, example.picture) },
    codes: ["forbidden", "stale", "bad_outline"],
  },
  {
    method: "delete",
    path: "/api/projects/:project/pictures/:picture",
    caller: "editor",
    summary: "Deletes a picture",
    answers: { 204: undefined },
    codes: ["forbidden"],
  },
  {
    method: "get",
    path: "/brand.css",
    caller: "anybody",
    summary: "A partner's colours and fonts",
    answers: { 200: { types: ["text/css"] } },
  },
  {
    method: "get",
    path: "/brand/*file",
    caller: "anybody",
    summary: "A file of a partner's brand",
    answers: { 200: { types: ["image/*", "font/woff2"] }, 304: undefined },
    codes: ["changed", "unsatisfiable_range"],
  },
  {
    method: "get",
    path: "/previews/:project.jpg",
    caller: "anybody",
    summary: "A development's picture as chat apps show it",
    answers: { 200: { types: ["image/jpeg"] } },
  },
  {
    method: "get",
    path: "/media/:project/*file",
    caller: "anybody",
    summary: "A picture of a development",
    query: [
      { name: "w", description: "A width in pixels that pictures are kept in" },
      { name: "tile", description: "A panorama's tile, <column>-<row> of 8 × 4" },
    ],
    answers: { 200: { types: ["image/*"] }, 304: undefined },
    codes: ["changed", "unsatisfiable_range"],
  },
];
