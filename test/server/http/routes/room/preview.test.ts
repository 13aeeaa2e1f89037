import { describe, expect, test } from "vitest";
import type { PreviewResponse } from "../../../../../schema/protocol/api.ts";
import type { Project } from "../../../../../schema/catalogue/catalogue.ts";
import { smallProject } from "../../../../support/room/project.ts";
import { openFakeCatalogue } from "../../fakeCatalogue.ts";
import { openHarness, present, type Harness } from "../../harness.ts";

describe("the preview", () => {
  test("contains the join page's data, requires no PIN and records no visit", async () => {
    const harness = await openHarness();
    const choices = { pin: "4711", buyer: { name: "Omar" } };
    const { id, secret, expiresAt } = await present(harness, choices);
    const call = { body: { secret } };
    const answer = await harness.post(`/api/presentations/${id}/preview`, call);
    expect(answer.json() as PreviewResponse).toEqual({
      presenter: { name: "" },
      project: {
        id: "small",
        name: harness.catalogue.find("small")?.project.name,
        hero: { src: "/media/small/lobby.svg", size: [4, 3] },
      },
      expiresAt,
      keptUntil: "2026-01-31T01:00:00.000Z",
      pin: true,
      buyer: { name: "Omar" },
    });
    expect(await harness.storage.presentations.listVisits(id)).toEqual([]);
  });

  test("is refused like joining, and counted with it", async () => {
    const harness = await openHarness({ settings: { joinAttemptsPerMinute: 2 } });
    const { id, secret } = await present(harness);
    const preview = (body: object) => harness.post(`/api/presentations/${id}/preview`, { body });
    expect((await preview({ secret: "no" })).problem).toBe("401 wrong_secret");
    await harness.post(`/api/presentations/${id}/join`, { body: { secret: "no" } });
    expect((await preview({ secret })).problem).toBe("429 too_many_attempts");
  });

  const LOBBY = { src: "/media/small/lobby.svg", size: [4, 3] };
  const showingOf = async (harness: Harness, pin?: string) => {
    const { id, secret } = await present(harness, pin === undefined ? {} : { pin });
    const answer = await harness.post(`/api/presentations/${id}/preview`, { body: { secret } });
    return (answer.json() as PreviewResponse).showing;
  };

  test("names the currently shown picture, for prefetching", async () => {
    const harness = await openHarness();
    expect(await showingOf(harness)).toBeUndefined();
    harness.live.showing = { screen: "gallery", image: "lobby" };
    expect(await showingOf(harness)).toEqual(LOBBY);
    harness.live.showing = { screen: "layouts" };
    expect(await showingOf(harness)).toBeUndefined();
  });

  test("names no picture if there is a PIN", async () => {
    const harness = await openHarness();
    harness.live.showing = { screen: "gallery", image: "lobby" };
    expect(await showingOf(harness, "4711")).toBeUndefined();
  });

  test("names no picture of held back homes", async () => {
    const layouts: Project["layouts"] = ["open", "held"].map((id) => ({
      id,
      name: {},
      bedrooms: 1,
      area: 50,
      look: {
        kind: "picture",
        picture: { src: `/media/small/${id}.jpg`, size: [4, 3], kind: "drawing" },
      },
    }));
    const units = smallProject.units.map((unit) =>
      unit.id === "b1-1"
        ? { ...unit, layout: "held", hidden: true as const }
        : { ...unit, layout: "open" },
    );
    const catalogue = openFakeCatalogue({ ...smallProject, layouts, units });
    const harness = await openHarness({ catalogue });
    harness.live.showing = { screen: "unit", unit: "b1-2" };
    expect((await showingOf(harness))?.src).toBe("/media/small/open.jpg");
    harness.live.showing = { screen: "unit", unit: "b1-1" };
    expect(await showingOf(harness)).toBeUndefined();
    harness.live.showing = { screen: "layout", layout: "held" };
    expect(await showingOf(harness)).toBeUndefined();
  });
});
