import { createContext } from "react";

/** Opens the dialog that adds a development; `undefined` where nobody may. */
export const NewProjectContext = createContext<(() => void) | undefined>(undefined);
