import { useTranslation } from "react-i18next";
import type { PreviewResponse } from "../../schema/api.ts";
import { Button } from "../ui/Button.tsx";
import type { LikedHomes } from "./liked.ts";
import { LikedList } from "./LikedList.tsx";
import { NoticePage } from "./NoticePage.tsx";

export interface LeftPageProps {
  readonly preview: PreviewResponse;
  readonly liked: LikedHomes | undefined;
  readonly onJoinAgain: () => void;
}

/** After somebody left by themselves. */
export function LeftPage({ preview, liked, onJoinAgain }: LeftPageProps) {
  const { t } = useTranslation("buyer");
  return (
    <NoticePage
      preview={preview}
      title={t("goodbye.title")}
      text={t("goodbye.text")}
      action={
        <Button variant="primary" size="phone" onPress={onJoinAgain}>
          {t("joinAgain")}
        </Button>
      }
    >
      <LikedList liked={liked} />
    </NoticePage>
  );
}
