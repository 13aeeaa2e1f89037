import { createContext } from "react";
import type { ParentBridge } from "./parentBridge.ts";

/** The embedding page; `undefined` if there is none. */
export const BridgeContext = createContext<ParentBridge | undefined>(undefined);
