import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import type { Moment } from "../../schema/history/moment.ts";
import type { UnitRow } from "../../schema/protocol/api.ts";

export interface ReplayViewProps {
  /** The development as it is now. */
  readonly index: ProjectIndex;
  /** In the order of `compareMoments`. */
  readonly moments: readonly Moment[];
  /** Prices and statuses when the recap was made; `undefined`: none was. */
  readonly unitsThen: readonly UnitRow[] | undefined;
  /** Whether the buyers of that time are shown. */
  readonly showsFollowers?: boolean;
  /** Current time of a running presentation, in ms since 1970. */
  readonly until: number;
  /** The buyer of the replay; absent: the agent's, or no single buyer's. */
  readonly reader?: string | undefined;
  /** When the presentation was made: an ISO time. */
  readonly createdAt: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
}
