import { Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { NameCard } from "../signIn/NameCard.tsx";

export function IdleBar({ onInvite }: { readonly onInvite: () => void }) {
  const { t } = useTranslation("agent");
  return (
    <div className="flex min-h-(--bar) flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-ground px-5 py-2 md:px-6 lg:flex-nowrap">
      <p className="me-auto min-w-0 flex-1 text-sm leading-label text-balance text-ink-2">
        {t("desk.idle")}
      </p>
      <NameCard className="border-line max-lg:order-last max-lg:w-full max-lg:border-t max-lg:pt-2 lg:border-s lg:ps-5" />
      <Button data-invites="" variant="primary" className="shrink-0" onPress={onInvite}>
        <Smartphone aria-hidden="true" className="size-4" strokeWidth={1.5} />
        {t("desk.present")}
      </Button>
    </div>
  );
}
