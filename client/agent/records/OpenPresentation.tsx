import { use, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PresentationResponse } from "../../../schema/protocol/api.ts";
import type { Api } from "../../session/api.ts";
import { Button } from "../../ui/Button.tsx";
import { AskDeskContext } from "../deskWish.ts";
import { FinalQuestion } from "../parts/FinalQuestion.tsx";

interface OpenPresentationProps {
  readonly api: Pick<Api, "end">;
  readonly presentation: Pick<PresentationResponse, "id" | "project">;
  readonly onEnded: () => void;
}

/** Actions on an open presentation: return to it, or end it. */
export function OpenPresentation({ api, presentation, onEnded }: OpenPresentationProps) {
  const { t } = useTranslation("agent");
  const askDesk = use(AskDeskContext);
  const [asking, setAsking] = useState(false);
  const { id, project } = presentation;
  if (!asking) {
    return (
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          className="max-md:min-h-(--target)"
          onPress={() => askDesk({ kind: "return", project, id })}
        >
          {t("records.return")}
        </Button>
        <Button className="max-md:min-h-(--target)" onPress={() => setAsking(true)}>
          {t("records.end")}
        </Button>
      </div>
    );
  }
  return (
    <FinalQuestion
      title={t("bar.endTitle")}
      question={t("bar.endLead")}
      keep={t("records.keepOpen")}
      confirm={t("bar.endConfirm")}
      act={() => api.end(id)}
      onDone={onEnded}
      onKeep={() => setAsking(false)}
    />
  );
}
