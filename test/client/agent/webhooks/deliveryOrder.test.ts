import { expect, test } from "vitest";
import { isUntried, triedFirst } from "../../../../client/agent/webhooks/deliveryOrder.ts";
import type { DeliveryResponse } from "../../../../schema/protocol/webhooks.ts";

const delivery = (
  id: string,
  state: DeliveryResponse["state"],
  attempts: number,
): DeliveryResponse => ({
  id,
  type: "unit.status",
  timestamp: "2026-03-01T10:00:00.000Z",
  state,
  attempts,
});

test("a delivery being retried comes before those waiting behind it, which cannot be sent again", () => {
  const newestFirst = [
    delivery("waiting-2", "pending", 0),
    delivery("waiting-1", "pending", 0),
    delivery("tried", "pending", 3),
    delivery("delivered", "delivered", 1),
    delivery("given-up", "failed", 12),
  ];
  const shown = triedFirst(newestFirst);
  expect(shown.map(({ id }) => id)).toEqual([
    "tried",
    "waiting-2",
    "waiting-1",
    "delivered",
    "given-up",
  ]);
  expect(shown.filter(isUntried).map(({ id }) => id)).toEqual(["waiting-2", "waiting-1"]);
});
