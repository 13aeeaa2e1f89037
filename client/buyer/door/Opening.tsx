import { useTranslation } from "react-i18next";
import type { PreviewResponse } from "../../../schema/protocol/api.ts";
import { useFormat } from "../../ui/text/format.ts";
import { CoverLayout } from "./CoverLayout.tsx";
import { Hero } from "./Hero.tsx";
import { Lead, Title } from "./Title.tsx";

export interface OpeningProps {
  readonly preview: PreviewResponse | undefined;
  readonly text: string;
}

/** The moment before anything can be drawn: the join page without its questions. */
export function Opening({ preview, text }: OpeningProps) {
  const format = useFormat();
  return (
    <CoverLayout hero={<Hero preview={preview} isUrgent />}>
      {preview !== undefined && <Title>{format.text(preview.project.name)}</Title>}
      <Lead>
        <output>{text}</output>
      </Lead>
    </CoverLayout>
  );
}

/** The same while the room opens. */
export function OpeningViewing({
  preview,
  slow,
}: {
  readonly preview: PreviewResponse;
  readonly slow: boolean;
}) {
  const { t } = useTranslation("buyer");
  return <Opening preview={preview} text={slow ? t("opening.slow") : t("opening.title")} />;
}
