import type { DeliveryResponse } from "../../../schema/protocol/webhooks.ts";

/** Whether it was never attempted, because it waits for an earlier delivery. */
export const isUntried = ({ state, attempts }: DeliveryResponse): boolean =>
  state === "pending" && attempts === 0;

const isTried = ({ state, attempts }: DeliveryResponse): boolean =>
  state === "pending" && attempts > 0;

/** Deliveries that are being retried come first, because all others wait for them. */
export const triedFirst = (
  deliveries: readonly DeliveryResponse[],
): readonly DeliveryResponse[] => [
  ...deliveries.filter(isTried),
  ...deliveries.filter((delivery) => !isTried(delivery)),
];
