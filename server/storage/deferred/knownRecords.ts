import type { PresentationRecord } from "../storage.ts";

/** Open presentations as they were last read, for the time that reading fails. */
export interface KnownRecords {
  get(id: string): PresentationRecord | undefined;
  add(record: PresentationRecord): void;
  /** These are all that are open. */
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
