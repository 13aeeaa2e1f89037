import * as v from "valibot";
import type { SharedLeases } from "../leases/leasesWithFallback.ts";
import type { Lease } from "../relay.ts";
import type { PostgresSession } from "./session.ts";

/** The function is in `storage/postgres/relayTables.ts`. A limit below 0 is none. */
const TAKE = "SELECT offplan.take_lease($1, $2, $3, $4, $5) AS taken";
const RELEASE = "DELETE FROM offplan.relay_leases WHERE held_set = $1 AND holder = $2";
const LIST = `SELECT holder, about FROM offplan.relay_leases
  WHERE held_set = $1 AND until_at > clock_timestamp() ORDER BY taken_as`;

const Leases = v.array(v.object({ holder: v.string(), about: v.string() }));

/** `session` throws while there is none. */
export function openPostgresLeases(session: () => PostgresSession): SharedLeases {
  const take = async (set: string, { holder, about }: Lease, limit: number, lifeMs: number) => {
    const amounts = [Number.isFinite(limit) ? limit : -1, Math.ceil(lifeMs)];
    const values = [set, holder, about, ...amounts];
    const { rows } = await session().query({ name: "take_lease", text: TAKE, values });
    return (rows as readonly { readonly taken: boolean }[])[0]?.taken === true;
  };
  return {
    take,
    keep: async (set, lease, lifeMs) => void (await take(set, lease, -1, lifeMs)),
    release: async (set, holder) =>
      void (await session().query({ name: "release", text: RELEASE, values: [set, holder] })),
    list: async (set) => {
      const { rows } = await session().query({ name: "leases", text: LIST, values: [set] });
      return v.parse(Leases, rows);
    },
  };
}
