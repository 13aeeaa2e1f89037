import { useDesk } from "../deskContext.ts";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/react/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";

/** One line at the bottom start of the stage. It stays while it is hovered or focused. */
export function Toast() {
  const { notices } = useDesk();
  const { t } = useTranslation("common");
  const notice = useStore(notices.current);
  return (
    <output className="pointer-events-none fixed inset-x-4 bottom-6 z-(--z-toast) flex max-md:bottom-20 md:start-[calc(4rem+1.5rem)] lg:start-[calc(var(--rail)+1.5rem)]">
      {notice !== undefined && (
        <div
          className="pointer-events-auto flex max-w-[34rem] items-center gap-3 rounded-md bg-paper py-2 ps-4 pe-2 text-sm text-ink shadow-raised [animation:appear_var(--motion-panel)]"
          onPointerEnter={notices.hold}
          onPointerLeave={notices.release}
          onFocus={notices.hold}
          onBlur={notices.release}
        >
          <span className="py-1">{notice.text}</span>
          {notice.action !== undefined && (
            <Button
              className="shrink-0 font-medium"
              variant="plain"
              onPress={() => {
                const { action } = notice;
                notices.dismiss();
                action?.act();
              }}
            >
              {notice.action.label}
            </Button>
          )}
          <IconButton label={t("close")} onPress={notices.dismiss}>
            <X aria-hidden="true" className="size-4" strokeWidth={1.5} />
          </IconButton>
        </div>
      )}
    </output>
  );
}
