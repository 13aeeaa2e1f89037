import { createContext } from "react";

/** Opens the list of the agent's presentations; `undefined` where nobody is signed in. */
export const RecordsContext = createContext<(() => void) | undefined>(undefined);
