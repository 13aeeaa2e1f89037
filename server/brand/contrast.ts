import type { Palette } from "./brand.ts";

type Colours = Readonly<Record<string, string | undefined>>;

/** The default colours, as in tokens.css. */
export const OWN_COLOURS: Readonly<Record<"light" | "dark", Colours>> = {
  light: {
    ground: "#f6f5f2",
    paper: "#ffffff",
    recess: "#ece9e3",
    control: "#8a8277",
    ink: "#1a1816",
    "ink-2": "#565049",
    "ink-3": "#6f675d",
    "on-ink": "#f6f5f2",
    "on-ink-2": "#cfc8bd",
    gold: "#85642a",
    "gold-mark": "#a67c2e",
    "gold-fill": "#d0a552",
    navy: "#17273f",
    "on-navy": "#f6f5f2",
    "on-navy-2": "#b4c0d2",
    other: "#17273f",
    available: "#2f6b4f",
    reserved: "#9c4f26",
    sold: "#6f675d",
    danger: "#a3271f",
  },
  dark: {
    ground: "#141210",
    paper: "#1d1a17",
    recess: "#282420",
    control: "#7a7268",
    ink: "#f3f0ea",
    "ink-2": "#bdb5aa",
    "ink-3": "#9c9388",
    "on-ink": "#141210",
    "on-ink-2": "#565049",
    gold: "#d9b46f",
    "gold-mark": "#d9b46f",
    "gold-fill": "#d9b46f",
    navy: "#0d1726",
    "on-navy": "#f3f0ea",
    "on-navy-2": "#9fb1cb",
    other: "#9fb1cb",
    available: "#86c09f",
    reserved: "#e39a6e",
    sold: "#9c9388",
    danger: "#f08a7e",
  },
};

/** Minimum contrast of text, and of marks and edges (WCAG 2.2). */
const TEXT = 4.5;
const MARK = 3;

const on = (least: number, ground: string, ...colours: readonly string[]) =>
  colours.map((colour) => ({ colour, ground, least }));

/** Pairs of foreground and background. Gold is fixed, so a partner's backgrounds must contrast with it. */
const PAIRS = [
  ...on(TEXT, "ground", "ink", "ink-2", "ink-3", "gold", "danger", "other"),
  ...on(TEXT, "paper", "ink", "ink-2", "ink-3", "gold", "available", "reserved", "sold"),
  ...on(TEXT, "recess", "ink", "ink-2"),
  ...on(MARK, "ground", "control", "gold-mark", "available", "reserved", "sold"),
  ...on(MARK, "paper", "control", "gold-mark"),
  ...on(TEXT, "ink", "on-ink"),
  ...on(TEXT, "navy", "on-navy", "on-navy-2"),
  ...on(MARK, "navy", "gold-fill"),
];

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG's contrast ratio of two colours such as `#1a1816`, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** One sentence, with the ratio, for each pair below its minimum contrast. */
export function unreadablePairs(theme: "light" | "dark", palette: Palette): readonly string[] {
  const colours: Colours = { ...OWN_COLOURS[theme], ...palette };
  return PAIRS.flatMap(({ colour, ground, least }) => {
    const ratio = contrast(colours[colour] ?? "", colours[ground] ?? "");
    return ratio >= least
      ? []
      : [
          `colours.${theme}: ${colour} on ${ground} is ${ratio.toFixed(2)}:1, at least ${least}:1 can be read`,
        ];
  });
}
