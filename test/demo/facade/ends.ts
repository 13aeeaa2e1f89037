import type { Palette } from "../drawing/palette.ts";
import { path, rect, stroke } from "../drawing/svg.ts";
import type { Strip } from "./strips.ts";

/** The colonnade on the promenade and the podium with its gardens. */
export function drawBase(lobby: Strip, podium: Strip, unit: number, palette: Palette): string {
  const pen = unit / 20;
  const columns: string[] = [];
  const gap = unit * 0.78;
  const count = Math.round((lobby.right - lobby.left) / gap);
  for (let at = 0; at <= count; at++) {
    const x = lobby.left + ((lobby.right - lobby.left) / count) * at;
    columns.push(stroke(x, lobby.top + unit * 0.12, x, lobby.bottom));
  }
  const leaves: string[] = [];
  for (let x = podium.left + unit * 0.2; x < podium.right - unit * 0.3; x += unit * 0.5) {
    leaves.push(
      `M${x.toFixed(1)} ${podium.top.toFixed(1)}q${(unit * 0.2).toFixed(1)} ${(-unit * 0.45).toFixed(1)} ${(unit * 0.4).toFixed(1)} 0`,
    );
  }
  return [
    path(leaves.join(""), {
      fill: palette.green,
      "fill-opacity": 0.25,
      stroke: palette.inkSoft,
      "stroke-width": 0.6 * pen,
    }),
    rect(podium.left, podium.top, podium.right - podium.left, podium.bottom - podium.top, {
      fill: palette.paper,
      stroke: palette.ink,
      "stroke-width": 1.2 * pen,
    }),
    rect(
      podium.left + unit * 0.3,
      podium.top + unit * 0.34,
      podium.right - podium.left - unit * 0.6,
      (podium.bottom - podium.top) * 0.5,
      { fill: palette.water, "fill-opacity": 0.22 },
    ),
    rect(lobby.left, lobby.top, lobby.right - lobby.left, lobby.bottom - lobby.top, {
      fill: palette.paper,
    }),
    rect(
      lobby.left + unit * 0.4,
      lobby.top + unit * 0.25,
      lobby.right - lobby.left - unit * 0.8,
      lobby.bottom - lobby.top - unit * 0.25,
      { fill: palette.timber, "fill-opacity": 0.2 },
    ),
    path(columns.join(""), { stroke: palette.ink, "stroke-width": pen }),
    path(stroke(lobby.left - unit * 0.25, lobby.top, lobby.right + unit * 0.25, lobby.top), {
      stroke: palette.ink,
      "stroke-width": 2.2 * pen,
    }),
  ].join("");
}

/** Above the last floor: plant room, mast, and the pergola over the penthouse's terrace. */
export function drawCrown(penthouse: Strip, upper: Strip, unit: number, palette: Palette): string {
  const pen = unit / 20;
  const width = penthouse.right - penthouse.left;
  const posts: string[] = [];
  const pergola = upper.top - unit * 0.82;
  for (let x = upper.left + unit * 0.5; x < penthouse.left; x += unit * 1.15)
    posts.push(stroke(x, pergola, x, upper.top));
  const slats: string[] = [];
  for (let x = upper.left + unit * 0.3; x < penthouse.left; x += unit * 0.22)
    slats.push(stroke(x, pergola - unit * 0.12, x, pergola));
  return [
    path(posts.join(""), { stroke: palette.ink, "stroke-width": 0.9 * pen }),
    path(slats.join(""), { stroke: palette.inkSoft, "stroke-width": 0.6 * pen }),
    path(stroke(upper.left + unit * 0.2, pergola, penthouse.left, pergola), {
      stroke: palette.ink,
      "stroke-width": 1.1 * pen,
    }),
    rect(penthouse.left + width * 0.34, penthouse.top - unit * 0.75, width * 0.3, unit * 0.75, {
      fill: palette.paper,
      stroke: palette.ink,
      "stroke-width": pen,
    }),
    path(
      stroke(
        penthouse.left + width * 0.56,
        penthouse.top - unit * 0.75,
        penthouse.left + width * 0.56,
        penthouse.top - unit * 1.9,
      ),
      { stroke: palette.ink, "stroke-width": 0.9 * pen },
    ),
  ].join("");
}
