import { Heart } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { useStore } from "../../../base/react/useStore.ts";
import { HeartButton } from "../../../stage/hearts/HeartButton.tsx";
import { Button } from "../../../ui/Button.tsx";
import type { HeartsFeed } from "../feeds/hearts.ts";

/** "I like this home"; only a heart beside the button that returns to the agent. */
export function HeartAction({
  unit,
  feed,
  small,
}: {
  readonly unit: Unit;
  readonly feed: HeartsFeed;
  readonly small: boolean;
}) {
  const { t } = useTranslation("buyer");
  const set = useStore(feed.liked);
  const liked = set.has(unit.id);
  if (small) {
    return (
      <HeartButton
        unit={unit}
        hearts={{ liked: set, onHeart: feed.set }}
        className="sm:landscape:size-11"
      />
    );
  }
  return (
    <Button
      size="pair"
      aria-pressed={liked}
      onPress={() => feed.set(unit.id, !liked)}
      className="flex-auto bg-ground"
    >
      <Heart
        aria-hidden="true"
        className="size-5 shrink-0"
        strokeWidth={1.5}
        fill={liked ? "currentColor" : "none"}
      />
      {t("like")}
    </Button>
  );
}

/** Shows for some seconds that a heart was not saved. */
export function HeartProblem({ feed }: { readonly feed: HeartsFeed }) {
  const { t } = useTranslation("buyer");
  const failed = useStore(feed.failed);
  return <output className="block text-md text-ink-2">{failed && t("likeFailed")}</output>;
}
