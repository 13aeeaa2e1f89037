import * as v from "valibot";
import { Contact } from "../../../schema/protocol/followUp.ts";
import type { KeyValueStorage } from "../../base/storage.ts";

const KEY = "offplan.agentContact";

/** Where buyers reach the agent, as last given on this device. */
export function recallContact(storage: Pick<KeyValueStorage, "getItem">): Contact {
  try {
    const stored = v.safeParse(Contact, JSON.parse(storage.getItem(KEY) ?? "{}"));
    return stored.success ? stored.output : {};
  } catch {
    return {};
  }
}

export const rememberContact = (
  storage: Pick<KeyValueStorage, "setItem">,
  contact: Contact,
): void => storage.setItem(KEY, JSON.stringify(contact));
