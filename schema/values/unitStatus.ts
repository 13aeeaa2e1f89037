/** What a home's status may be. */
export const UNIT_STATUSES = ["available", "reserved", "sold"] as const;
