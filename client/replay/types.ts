import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import type { Moment } from "../../schema/history/moment.ts";
import type { UnitRow } from "../../schema/protocol/api.ts";

export interface ReplayViewProps {
  /** The development as it is now. */
  readonly index: ProjectIndex;
  /** In the order of `compareMoments`. */
  readonly moments: readonly Moment[];
  /** Known prices and statuses of that time. */
  readonly unitsThen: readonly UnitRow[];
  /** Current time of a running presentation, in ms since 1970. */
  readonly until: number;
  /** The buyer of the replay; absent: the agent's, or no single buyer's. */
  readonly reader?: string | undefined;
  /** When the presentation was made: an ISO time. */
  readonly createdAt: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
}
