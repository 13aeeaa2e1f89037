import type { InspectionModel } from "../../model/inspectionModel.ts";

/** What panels that show or choose a moment of the past take. */
export interface MomentProps {
  readonly model: InspectionModel;
  /** The moment of the past that is shown; `undefined`: now. */
  readonly moment: number | undefined;
  readonly onMoment: (moment: number | undefined) => void;
}
