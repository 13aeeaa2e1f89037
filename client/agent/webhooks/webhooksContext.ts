import { createContext } from "react";

/** Opens the dialog of the webhooks; `undefined` where nobody may. */
export const WebhooksContext = createContext<(() => void) | undefined>(undefined);
