/** Roles of a room token's holder in one room. */
export const ROLES = ["agent", "buyer", "inspector"] as const;
export type Role = (typeof ROLES)[number];
