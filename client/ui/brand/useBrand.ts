import { useSyncExternalStore } from "react";
import type { PageBrand } from "../../../schema/protocol/brand.ts";
import { pageBrand } from "../../base/brand.ts";

const never = () => () => undefined;
const none = () => undefined;

/** The page's brand; `undefined` during the hydration of a prerendered page, which has none. */
export const useBrand = (): PageBrand | undefined => useSyncExternalStore(never, pageBrand, none);
