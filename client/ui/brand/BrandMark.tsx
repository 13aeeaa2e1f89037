import { useBrand } from "./useBrand.ts";

/** The partner's logo for the theme, or its name; without a brand, the children. */
export function BrandMark({
  children = null,
  className = "",
}: {
  readonly children?: string | null;
  readonly className?: string;
}) {
  const brand = useBrand();
  if (brand?.logo === undefined) return brand?.name ?? children;
  const { light, dark } = brand.logo;
  const look = `h-6 max-w-40 object-contain object-start ${className}`;
  return light === dark ? (
    <img src={light} alt={brand.name} className={look} />
  ) : (
    <>
      <img src={light} alt={brand.name} className={`${look} [[data-theme=dark]_&]:hidden`} />
      <img src={dark} alt={brand.name} className={`${look} hidden [[data-theme=dark]_&]:block`} />
    </>
  );
}
