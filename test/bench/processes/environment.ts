/**
 * Settings for many clients from one address; no check is disabled. The limit of awareness exceeds 60 Hz, since jitter may
 * put more than 60 frames into one second.
 */
export const OPERATOR: Readonly<Record<string, string>> = {
  CONNECTIONS_PER_ADDRESS: "100000",
  MAX_VIEWERS: "100000",
  AGENT_AWARENESS_PER_SECOND: "120",
};

/** Additional settings for an agent that writes faster than a person. */
export const HURRIED: Readonly<Record<string, string>> = { AGENT_UPDATES_PER_SECOND: "1000000" };
