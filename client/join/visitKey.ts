/** Storage key of a tab's visit. */
export const visitKey = (presentation: string): string => `offplan.visit.${presentation}`;
