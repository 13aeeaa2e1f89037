import { useEffect, useState } from "react";
import { pageBrand } from "../../base/brand.ts";

type BrandedDoor = typeof import("./brandedDoor.tsx");

/** What a partner's brand adds to the join page, once it has come; a page without a brand never asks for it. */
export function useBrandedDoor(): BrandedDoor | undefined {
  const [door, setDoor] = useState<BrandedDoor>();
  useEffect(() => {
    if (pageBrand() === undefined) return;
    // The page is whole without it.
    import("./brandedDoor.tsx").then(setDoor, () => undefined);
  }, []);
  return door;
}
