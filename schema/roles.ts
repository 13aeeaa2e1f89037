/** What a room token lets its holder be in one room. */
export const ROLES = ["agent", "buyer", "inspector"] as const;
export type Role = (typeof ROLES)[number];
