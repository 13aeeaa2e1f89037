import { createContext } from "react";

/** Opens the dialog of the webhooks; `undefined`: not permitted. */
export const WebhooksContext = createContext<(() => void) | undefined>(undefined);
