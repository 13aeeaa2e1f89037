import { useEffect, useState } from "react";
import { pageBrand } from "../../base/brand.ts";

type BrandedDoor = typeof import("./brandedDoor.tsx");

/** A partner's additions to the join page, once loaded; pages without a brand do not load them. */
export function useBrandedDoor(): BrandedDoor | undefined {
  const [door, setDoor] = useState<BrandedDoor>();
  useEffect(() => {
    if (pageBrand() === undefined) return;
    // The page is whole without it.
    import("./brandedDoor.tsx").then(setDoor, () => undefined);
  }, []);
  return door;
}
