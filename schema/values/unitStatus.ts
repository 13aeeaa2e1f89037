/** Statuses of a home. */
export const UNIT_STATUSES = ["available", "reserved", "sold"] as const;
