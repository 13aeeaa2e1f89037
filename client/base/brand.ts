import { BRAND_ELEMENT, type PageBrand } from "../../schema/protocol/brand.ts";

function read(): PageBrand | undefined {
  const text =
    typeof document === "undefined"
      ? undefined
      : document.getElementById(BRAND_ELEMENT)?.textContent;
  return text === undefined || text === "" ? undefined : (JSON.parse(text) as PageBrand);
}

const brand = read();

/** The partner's brand with which the server sent the page; `undefined`: it has none. */
export const pageBrand = (): PageBrand | undefined => brand;
