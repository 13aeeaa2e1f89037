import type { Database } from "./database.ts";

/** What the processes of one deployment share without having been told it. */
export interface SharedSecrets {
  /** The secret kept under `name`: the one that was made first, whoever made it. */
  load(name: string, make: () => string): Promise<string>;
}

export const openSecrets = ({ query }: Database): SharedSecrets => ({
  load: async (name, make) => {
    const read = async () =>
      (
        await query<{ readonly value: string }>(
          "SELECT value FROM offplan.secrets WHERE name = $1",
          [name],
        )
      )[0]?.value;
    const known = await read();
    if (known !== undefined) return known;
    await query(
      "INSERT INTO offplan.secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      [name, make()],
    );
    const made = await read();
    if (made === undefined) throw new Error(`the secret ${name} was taken away meanwhile`);
    return made;
  },
});
