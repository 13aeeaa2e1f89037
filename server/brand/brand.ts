import * as v from "valibot";

const Colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #1a1816"));
/** A path in the folder of `brand.json` or below it, never above. */
const FileName = v.pipe(
  v.string(),
  v.regex(/^(?!.*\.\.)[\w-][\w./-]*$/, "must be a file beside brand.json"),
);
const ImageName = v.pipe(
  FileName,
  v.regex(/\.(svg|png|jpe?g|webp|avif)$/i, "must be a picture: svg, png, jpg, webp or avif"),
);
const FontName = v.pipe(FileName, v.regex(/\.woff2$/i, "must be a .woff2 file"));
const Words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));
const Languages = v.picklist(["en", "ru", "ar"]);

/** Colours by their names in tokens.css. Gold is excluded, because it marks the agent's hand. */
const Palette = v.strictObject({
  ground: v.optional(Colour),
  paper: v.optional(Colour),
  recess: v.optional(Colour),
  line: v.optional(Colour),
  "line-strong": v.optional(Colour),
  control: v.optional(Colour),
  ink: v.optional(Colour),
  "ink-2": v.optional(Colour),
  "ink-3": v.optional(Colour),
  "on-ink": v.optional(Colour),
  "on-ink-2": v.optional(Colour),
  navy: v.optional(Colour),
  "on-navy": v.optional(Colour),
  "on-navy-2": v.optional(Colour),
  other: v.optional(Colour),
  available: v.optional(Colour),
  reserved: v.optional(Colour),
  sold: v.optional(Colour),
  danger: v.optional(Colour),
});
export type Palette = v.InferOutput<typeof Palette>;

const Font = v.strictObject({
  family: v.pipe(v.string(), v.regex(/^[\w -]{1,64}$/, "must be a name of letters and digits")),
  /** Empty for a font that devices have installed. */
  files: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          file: FontName,
          weight: v.optional(
            v.pipe(v.string(), v.regex(/^\d{3}( \d{3})?$/, 'must be "400" or "100 900"')),
            "400",
          ),
          style: v.optional(v.picklist(["normal", "italic"]), "normal"),
        }),
      ),
      v.maxLength(12),
    ),
    [],
  ),
});
export type Font = v.InferOutput<typeof Font>;

const Card = v.strictObject({
  /** The agent's id in tokens: `agent` for the built-in one. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  photo: v.optional(ImageName),
  phone: v.optional(
    v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/, "must be a number such as +971501234567")),
  ),
  messenger: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(500),
      v.check((text) => URL.parse(text)?.protocol === "https:", "must begin with https://"),
    ),
  ),
});

/** A partner's `brand.json`. Everything except the name is optional. */
export const Brand = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  logo: v.optional(v.union([ImageName, v.strictObject({ light: ImageName, dark: ImageName })])),
  colours: v.optional(
    v.strictObject({ light: v.optional(Palette, {}), dark: v.optional(Palette, {}) }),
  ),
  fonts: v.optional(v.strictObject({ display: v.optional(Font), ui: v.optional(Font) })),
  agents: v.optional(v.pipe(v.array(Card), v.maxLength(1000)), []),
  legal: v.optional(v.union([Words, v.record(Languages, Words)])),
  languages: v.optional(
    v.strictObject({
      offered: v.optional(v.pipe(v.array(Languages), v.minLength(1)), ["en", "ru", "ar"]),
      default: v.optional(Languages),
      /** By the country of the reader's own languages, ISO 3166: `{"AE": "ar"}`. */
      byMarket: v.optional(
        v.record(
          v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, "must be a country such as AE")),
          Languages,
        ),
        {},
      ),
    }),
  ),
});
export type Brand = v.InferOutput<typeof Brand>;
/** As a partner writes it, before defaults are applied. */
export type BrandInput = v.InferInput<typeof Brand>;
