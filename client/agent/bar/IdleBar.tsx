import { Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";

export function IdleBar({ onInvite }: { readonly onInvite: () => void }) {
  const { t } = useTranslation("agent");
  return (
    <div className="flex min-h-(--bar) items-center justify-between gap-4 border-b border-line bg-ground px-5 md:px-6">
      <p className="py-2 text-sm leading-label text-balance text-ink-2">{t("desk.idle")}</p>
      <Button data-invites="" variant="primary" className="shrink-0" onPress={onInvite}>
        <Smartphone aria-hidden="true" className="size-4" strokeWidth={1.5} />
        {t("desk.present")}
      </Button>
    </div>
  );
}
