import type { View } from "../../../schema/presentation.ts";
import type { StageProps } from "../types.ts";

export interface HomeViewProps extends StageProps {
  readonly view: Extract<View, { screen: "unit" }>;
}
