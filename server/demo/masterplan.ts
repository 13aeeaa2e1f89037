import type { Palette } from "./palette.ts";
import { drawWaterfront, type View } from "./waterfront.ts";

export const drawMasterplan = (palette: Palette): View => drawWaterfront(palette);
