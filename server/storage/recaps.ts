/** A recap's link. Deleted with its presentation. */
export interface RecapRecord {
  /** Identifies the open link; its secret is derived from it and never stored. */
  readonly invitation: string;
  readonly createdAtMs: number;
  /** JSON: prices and statuses of the homes at that time. */
  readonly unitsThen: string;
  /** Openings by readers who allowed counting. */
  readonly opens: number;
  readonly openedAtMs: number | undefined;
}

export interface RecapStorage {
  /** Opens a link unless one is open. Resolves to the open one; `undefined`: unknown presentation. */
  open(
    presentation: string,
    recap: Pick<RecapRecord, "invitation" | "createdAtMs" | "unitsThen">,
  ): Promise<RecapRecord | undefined>;
  find(presentation: string): Promise<RecapRecord | undefined>;
  /** Replaces `unitsThen`; ignored if none is open. */
  setUnitsThen(presentation: string, unitsThen: string): Promise<void>;
  /** Ignored if none is open. */
  withdraw(presentation: string): Promise<void>;
  /** Counts one opening; ignored if none is open. */
  countOpen(presentation: string, atMs: number): Promise<void>;
}

/** A row of both engines' tables. */
export interface RecapRow {
  readonly invitation: string;
  readonly created_at_ms: number;
  readonly units_then: string;
  readonly opens: number;
  readonly opened_at_ms: number | null;
}

export const toRecap = (row: RecapRow): RecapRecord => ({
  invitation: row.invitation,
  createdAtMs: row.created_at_ms,
  unitsThen: row.units_then,
  opens: row.opens,
  openedAtMs: row.opened_at_ms ?? undefined,
});
