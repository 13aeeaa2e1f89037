import { Contact } from "../../../../schema/protocol/followUp.ts";
import type { KeyValueStorage } from "../../../base/storage.ts";
import { readStored, writeStored } from "../../../base/storedValue.ts";

const KEY = "offplan.agentContact";

/** Where buyers reach the agent, as last given on this device. */
export const recallContact = (storage: Pick<KeyValueStorage, "getItem">): Contact =>
  readStored(storage, KEY, Contact) ?? {};

export const rememberContact = (
  storage: Pick<KeyValueStorage, "setItem">,
  contact: Contact,
): void => writeStored(storage, KEY, contact);
