import { openPostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { describeStorage } from "../../server/storage/contract.ts";
import { describeWebhooks } from "../../server/storage/contractWebhooks.ts";
import { sharedPostgres } from "./scene.ts";

const postgres = sharedPostgres;

const open = async () =>
  openPostgresStorage({
    url: await postgres().createDatabase(),
    events: { failed: () => undefined },
  });

describeStorage("PostgreSQL", open);
describeWebhooks("PostgreSQL", open);
