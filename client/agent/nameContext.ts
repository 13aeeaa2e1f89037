import { createContext } from "react";

/** Opens the dialog for the agent's own name; `undefined` where nobody is signed in. */
export const NameContext = createContext<(() => void) | undefined>(undefined);
