type Optional<Thing> = {
  [Key in keyof Thing]: undefined extends Thing[Key] ? Key : never;
}[keyof Thing];

/** `Thing` with its undefined members left out instead. */
export type WithoutUndefined<Thing> = Omit<Thing, Optional<Thing> & keyof Thing> & {
  readonly [Key in Optional<Thing> & keyof Thing]?: Exclude<Thing[Key], undefined>;
};

/** A copy without `undefined` members: in the catalogue unknown fields are absent. */
export function omitUndefined<Thing extends object>(thing: Thing): WithoutUndefined<Thing> {
  return Object.fromEntries(
    Object.entries(thing).filter(([, value]) => value !== undefined),
  ) as WithoutUndefined<Thing>;
}
