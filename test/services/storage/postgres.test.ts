import { openPostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { describeStorage } from "../../server/storage/contract.ts";
import { usePostgres } from "./scene.ts";

const postgres = usePostgres();

describeStorage("PostgreSQL", async () =>
  openPostgresStorage({
    url: await postgres().createDatabase(),
    events: { failed: () => undefined },
  }),
);
