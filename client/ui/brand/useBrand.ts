import { useSyncExternalStore } from "react";
import type { PageBrand } from "../../../schema/protocol/brand.ts";
import { pageBrand } from "../../base/brand.ts";

const never = () => () => undefined;
const none = () => undefined;

/** The page's brand; none while a prerendered page is taken over, which was drawn without. */
export const useBrand = (): PageBrand | undefined => useSyncExternalStore(never, pageBrand, none);
