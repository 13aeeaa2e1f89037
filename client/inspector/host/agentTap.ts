import { createTap } from "../tap/tap.ts";

/** The tap of the presenting agent's connection, from its first socket on. */
export const agentTap = createTap();
