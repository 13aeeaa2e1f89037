import type { PresentationRecord } from "../storage.ts";

/** Cache of open presentations, used while reads fail. */
export interface KnownRecords {
  get(id: string): PresentationRecord | undefined;
  add(record: PresentationRecord): void;
  /** Replaces the cache by all open presentations. */
  replace(records: readonly PresentationRecord[]): void;
}

export function openKnownRecords(isOn: boolean): KnownRecords {
  let records = new Map<string, PresentationRecord>();
  return {
    get: (id) => records.get(id),
    add: (record) => {
      if (!isOn) return;
      if (record.ended === undefined) records.set(record.id, record);
      else records.delete(record.id);
    },
    replace: (open) => {
      if (isOn) records = new Map(open.map((record) => [record.id, record]));
    },
  };
}
