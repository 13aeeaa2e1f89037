import { useTranslation } from "react-i18next";
import type { ListRevision } from "../../../schema/protocol/api.ts";
import { Button } from "../../ui/Button.tsx";
import { DAY_AND_MINUTE } from "../../ui/text/dates.ts";
import { useFormat } from "../../ui/text/format.ts";
import { LOCALES } from "../../ui/text/language.ts";

interface RevisionsProps {
  readonly revisions: readonly ListRevision[];
  readonly busy: boolean;
  readonly onUndo: () => void;
}

/** The applied lists, newest first. The newest can be undone. */
export function Revisions({ revisions, busy, onUndo }: RevisionsProps) {
  const { t } = useTranslation("list");
  const format = useFormat();
  const dates = new Intl.DateTimeFormat(LOCALES[format.language], DAY_AND_MINUTE);
  if (revisions.length === 0) {
    return <p className="text-sm text-ink-3">{t("revisions.none")}</p>;
  }
  return (
    <ul className="flex flex-col">
      {revisions.map(({ revision, at, by, fileName, homes }, index) => (
        <li
          key={revision}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-3"
        >
          <span className="min-w-0 text-sm">
            <bdi>{fileName === "" ? t("revisions.unnamed") : fileName}</bdi>
            <span className="block text-ink-3">
              {t("revisions.about", {
                at: dates.format(new Date(at)),
                by: by === "" || by === "agent" ? t("revisions.agent") : by,
                homes: format.number(homes),
                count: homes,
              })}
            </span>
          </span>
          {index === 0 && (
            <Button className="max-md:min-h-(--target)" busy={busy} onPress={onUndo}>
              {t("undo")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
