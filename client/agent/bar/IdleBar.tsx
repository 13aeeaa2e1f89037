import { Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { NameCard } from "../NameCard.tsx";

export function IdleBar({ onInvite }: { readonly onInvite: () => void }) {
  const { t } = useTranslation("agent");
  return (
    <div className="flex min-h-(--bar) flex-wrap items-center gap-x-4 border-b border-line bg-ground px-5 md:px-6">
      <p className="me-auto min-w-0 flex-1 py-2 text-sm leading-label text-balance text-ink-2">
        {t("desk.idle")}
      </p>
      <NameCard className="border-line py-2 max-xl:order-last max-xl:w-full max-xl:border-t xl:border-s xl:ps-5" />
      <Button data-invites="" variant="primary" className="shrink-0" onPress={onInvite}>
        <Smartphone aria-hidden="true" className="size-4" strokeWidth={1.5} />
        {t("desk.present")}
      </Button>
    </div>
  );
}
