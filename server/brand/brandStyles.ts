import type { Brand, Font, Palette } from "./brand.ts";

const FALLBACK = {
  display: '"Amiri", Georgia, serif',
  ui: '"Noto Sans Arabic", system-ui, sans-serif',
};

const faces = (font: Font | undefined, addressOf: (name: string) => string): readonly string[] =>
  (font?.files ?? []).map(
    ({ file, weight, style }) =>
      `@font-face{font-family:"${font?.family}";font-weight:${weight};font-style:${style};font-display:swap;src:url("${addressOf(file)}") format("woff2")}`,
  );

const colours = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");

function rule(selector: string, declarations: string): readonly string[] {
  return declarations === "" ? [] : [`${selector}{${declarations}}`];
}

/**
 * The values in which a brand differs from tokens.css, as a style sheet. Selectors name `:root` or the theme twice,
 * which gives them a higher specificity than those of tokens.css in either order.
 */
export function brandStyles(brand: Brand, addressOf: (name: string) => string): string {
  const { display, ui } = brand.fonts ?? {};
  const families = [
    ...(display ? [`--font-display:"${display.family}",${FALLBACK.display}`] : []),
    ...(ui ? [`--font-ui:"${ui.family}",${FALLBACK.ui}`] : []),
  ];
  const { light = {}, dark = {} } = brand.colours ?? {};
  return [
    ...faces(display, addressOf),
    ...faces(ui, addressOf),
    ...rule(":root:root", families.join(";")),
    ...rule(':root:not([data-theme]),[data-theme="light"][data-theme]', colours(light)),
    ...rule('[data-theme="dark"][data-theme]', colours(dark)),
  ].join("\n");
}
