/** Where a tab keeps its stay in a viewing. */
export const visitKey = (presentation: string): string => `offplan.visit.${presentation}`;
