/** How long an invitation may be open, in minutes. */
export const OPEN_FOR_MINUTES = [15, 60, 240, 1440] as const;
export type OpenForMinutes = (typeof OPEN_FOR_MINUTES)[number];
