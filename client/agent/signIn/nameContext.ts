import { createContext } from "react";
import type { SignIn } from "./signIn.ts";

interface NameServices {
  readonly signIn: SignIn;
  /** Opens the dialog for the agent's own name. */
  readonly openDialog: () => void;
}

/** `undefined` where nobody is signed in. */
export const NameContext = createContext<NameServices | undefined>(undefined);
