import type { Database } from "../database.ts";

/** Secrets shared by the processes of a deployment without configuration. */
export interface SharedSecrets {
  /** The secret of this name: the first one made by any process. */
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
    if (made === undefined) throw new Error(`the secret ${name} was deleted meanwhile`);
    return made;
  },
});
