import { Heart } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWords } from "../../ui/text/words.ts";
import type { LikedHomes } from "./liked.ts";

/** The homes that the buyer liked, after the viewing. */
export function LikedList({ liked }: { readonly liked: LikedHomes | undefined }) {
  const { t } = useTranslation("buyer");
  const words = useWords();
  if (liked === undefined || liked.homes.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="border-b border-line pb-2 text-md text-ink-2">{t("liked.title")}</h2>
      <ul>
        {liked.homes.map((home) => (
          <li key={home.id} className="flex items-baseline gap-3 border-b border-line py-3">
            <Heart
              aria-hidden="true"
              className="size-4 shrink-0 self-center"
              fill="currentColor"
              strokeWidth={1.5}
            />
            <bdi
              dir={home.label === undefined ? undefined : "ltr"}
              className="max-w-[55%] font-display text-xl leading-tight [overflow-wrap:anywhere]"
            >
              {words.unit(home)}
            </bdi>
            <span className="min-w-0 flex-1 text-md text-ink-2">
              {[
                home.bedrooms === undefined ? undefined : words.bedroomsShort(home.bedrooms),
                home.area === undefined ? undefined : words.areaOf(home.area, liked),
              ]
                .filter((fact) => fact !== undefined)
                .join(" · ")}
            </span>
            {home.price !== undefined && (
              <span className="text-md whitespace-nowrap">{words.price(home, liked)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
