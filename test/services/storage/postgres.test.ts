import { openPostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { describeStorage } from "../../server/storage/contract.ts";
import { sharedPostgres } from "./scene.ts";

const postgres = sharedPostgres;

describeStorage("PostgreSQL", async () =>
  openPostgresStorage({
    url: await postgres().createDatabase(),
    events: { failed: () => undefined },
  }),
);
