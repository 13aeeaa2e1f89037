import type agent from "../locales/en/agent.json";
import type buyer from "../locales/en/buyer.json";
import type common from "../locales/en/common.json";
import type inspector from "../locales/en/inspector.json";
import type list from "../locales/en/list.json";
import type pictures from "../locales/en/pictures.json";
import type recap from "../locales/en/recap.json";
import type replay from "../locales/en/replay.json";
import type stage from "../locales/en/stage.json";
import type webhooks from "../locales/en/webhooks.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      readonly common: typeof common;
      readonly stage: typeof stage;
      readonly agent: typeof agent;
      readonly buyer: typeof buyer;
      readonly inspector: typeof inspector;
      readonly list: typeof list;
      readonly pictures: typeof pictures;
      pictures: typeof pictures;
      readonly recap: typeof recap;
      readonly replay: typeof replay;
      readonly webhooks: typeof webhooks;
    };
  }
}
