import { useTranslation } from "react-i18next";
import type { PreviewResponse } from "../../../../schema/protocol/api.ts";
import { PlainButton } from "../../../ui/PlainButton.tsx";
import type { LikedHomes } from "../liked.ts";
import { LikedList } from "../LikedList.tsx";
import { NoticePage } from "./NoticePage.tsx";

export interface LeftPageProps {
  readonly preview: PreviewResponse;
  readonly liked: LikedHomes | undefined;
  readonly onJoinAgain: () => void;
}

/** Shown after the buyer left. */
export function LeftPage({ preview, liked, onJoinAgain }: LeftPageProps) {
  const { t } = useTranslation("buyer");
  return (
    <NoticePage
      preview={preview}
      title={t("goodbye.title")}
      text={t("goodbye.text")}
      action={
        <PlainButton variant="primary" size="phone" onClick={onJoinAgain}>
          {t("joinAgain")}
        </PlainButton>
      }
    >
      <LikedList liked={liked} />
    </NoticePage>
  );
}
