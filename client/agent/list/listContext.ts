import { createContext } from "react";

/** Whether the agent may change lists and add developments. */
export const EditorContext = createContext(false);

/** Opens the dialog that updates this development's list; `undefined`: not permitted. */
export const ListContext = createContext<(() => void) | undefined>(undefined);

/** Opens the dialog that adds a development; `undefined`: not permitted. */
export const NewProjectContext = createContext<(() => void) | undefined>(undefined);

/** Opens the dialog that removes this development; `undefined`: not added here, or not permitted. */
export const RemoveProjectContext = createContext<(() => void) | undefined>(undefined);

/** Opens the dialog of this development's pictures; `undefined`: not permitted. */
export const PicturesContext = createContext<(() => void) | undefined>(undefined);
