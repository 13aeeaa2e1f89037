import type { InspectionModel } from "../../model/inspectionModel.ts";

/** Props of panels that show or choose a past moment. */
export interface MomentProps {
  readonly model: InspectionModel;
  /** The past moment that is shown; `undefined`: now. */
  readonly moment: number | undefined;
  readonly onMoment: (moment: number | undefined) => void;
}
