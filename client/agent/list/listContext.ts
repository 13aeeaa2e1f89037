import { createContext } from "react";

/** Opens the dialog that updates this development's list; `undefined` where nobody may. */
export const ListContext = createContext<(() => void) | undefined>(undefined);
