import { createContext } from "react";

/** Opens the list of the agent's presentations; `undefined`: not signed in. */
export const RecordsContext = createContext<(() => void) | undefined>(undefined);
