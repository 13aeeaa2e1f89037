import { createContext } from "react";
import type { ParentBridge } from "./parentBridge.ts";

/** The page around this one; `undefined` where there is none. */
export const BridgeContext = createContext<ParentBridge | undefined>(undefined);
