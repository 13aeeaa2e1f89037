import { BrandMark } from "./BrandMark.tsx";
import { useBrand } from "./useBrand.ts";

/** The partner's logo above a development's name; nothing without one. */
export function BrandLogo() {
  return useBrand()?.logo === undefined ? null : (
    <div className="mb-3 shrink-0">
      <BrandMark />
    </div>
  );
}
