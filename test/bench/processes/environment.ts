/**
 * What an operator sets who expects a whole crowd from one address; every check stays on. A pointer at 60 Hz has a little
 * room, for jitter in the load may put more than 60 into one second.
 */
export const OPERATOR: Readonly<Record<string, string>> = {
  CONNECTIONS_PER_ADDRESS: "100000",
  MAX_VIEWERS: "100000",
  AGENT_AWARENESS_PER_SECOND: "120",
};

/** Beside these, for an agent who writes faster than a hand. */
export const HURRIED: Readonly<Record<string, string>> = { AGENT_UPDATES_PER_SECOND: "1000000" };
