type Optional<Thing> = {
  [Key in keyof Thing]: undefined extends Thing[Key] ? Key : never;
}[keyof Thing];

/** `Thing` with optional members in place of undefined ones. */
export type WithoutUndefined<Thing> = Omit<Thing, Optional<Thing> & keyof Thing> & {
  readonly [Key in Optional<Thing> & keyof Thing]?: Exclude<Thing[Key], undefined>;
};

/** A copy without `undefined` members: unknown fields of the catalogue are absent. */
export function omitUndefined<Thing extends object>(thing: Thing): WithoutUndefined<Thing> {
  const defined: Partial<Thing> = {};
  // Called several times for each of thousands of homes, where pairs of entries would cost ten times as much.
  for (const key of Object.keys(thing) as (keyof Thing)[]) {
    if (thing[key] !== undefined) defined[key] = thing[key];
  }
  return defined as WithoutUndefined<Thing>;
}
