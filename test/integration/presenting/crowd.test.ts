import { expect, test } from "vitest";
import { openAgent, openBuyer, unitView } from "../../support/server/people.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const VIEWERS = 80;

test("a crowd of stock clients receives a view and a pointer sent at once in that order", async () => {
  const server = await openTestServer({ MAX_VIEWERS: "100", CONNECTIONS_PER_ADDRESS: "200" });
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyers = await Promise.all(
    Array.from({ length: VIEWERS }, () => openBuyer(server, presentation)),
  );
  const viewsWhenPointedAt: unknown[] = [];
  for (const unit of ["b-1204", "b-1203"]) {
    const pointer = { anchor: `unit:${unit}`, x: 0.25, y: 0.5 };
    const told = buyers.map((buyer) =>
      buyer.until(() => {
        const states = [...buyer.provider.awareness.getStates().values()];
        const points = states.some((state) => state["pointer"]?.anchor === pointer.anchor);
        if (points) viewsWhenPointedAt.push(buyer.state()?.view);
        return points;
      }),
    );
    agent.writer.write({ view: unitView(unit) });
    agent.provider.awareness.setLocalStateField("pointer", pointer);
    await Promise.all(told);
    expect(viewsWhenPointedAt.splice(0)).toEqual(buyers.map(() => unitView(unit)));
  }
  expect(buyers.flatMap(({ closes }) => closes)).toEqual([]);
});
