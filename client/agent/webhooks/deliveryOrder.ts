import type { DeliveryResponse } from "../../../schema/protocol/webhooks.ts";

/** It has not been its turn yet: it waits for one before it. */
export const isUntried = ({ state, attempts }: DeliveryResponse): boolean =>
  state === "pending" && attempts === 0;

const isTried = ({ state, attempts }: DeliveryResponse): boolean =>
  state === "pending" && attempts > 0;

/** Those that are being tried again come first: all others wait for them. */
export const triedFirst = (
  deliveries: readonly DeliveryResponse[],
): readonly DeliveryResponse[] => [
  ...deliveries.filter(isTried),
  ...deliveries.filter((delivery) => !isTried(delivery)),
];
