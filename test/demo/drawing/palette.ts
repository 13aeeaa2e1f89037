/** The inks a drawing is made of; the same names as the interface's tokens where they mean the same. */
export interface Palette {
  readonly theme: "light" | "dark";
  readonly ground: string;
  readonly paper: string;
  readonly recess: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  /** Cut walls. */
  readonly poche: string;
  readonly furniture: string;
  /** A tint for water and glass, used at low opacity. */
  readonly water: string;
  readonly glass: string;
  /** Leaves and lawns. */
  readonly green: string;
  /** Warm timber and lit windows. */
  readonly timber: string;
}

export const LIGHT: Palette = {
  theme: "light",
  ground: "#f6f5f2",
  paper: "#ffffff",
  recess: "#ece9e3",
  line: "#dfdbd4",
  lineStrong: "#c9c3b9",
  ink: "#1a1816",
  inkSoft: "#565049",
  inkFaint: "#8a8277",
  poche: "#1a1816",
  furniture: "#b9b2a7",
  water: "#17273f",
  glass: "#8fa3bd",
  green: "#6f7a62",
  timber: "#b59a6a",
};

export const DARK: Palette = {
  theme: "dark",
  ground: "#141210",
  paper: "#1d1a17",
  recess: "#282420",
  line: "#322d28",
  lineStrong: "#4a443d",
  ink: "#f3f0ea",
  inkSoft: "#bdb5aa",
  inkFaint: "#7a7268",
  poche: "#e9e4db",
  furniture: "#6a6259",
  water: "#6f88ab",
  glass: "#6f88ab",
  green: "#7f8b72",
  timber: "#a88f62",
};
