import { useTranslation } from "react-i18next";
import { isCutOff } from "../../session/room/connection.ts";
import type { ConnectionState } from "../../session/types.ts";
import type { Store } from "../../base/store.ts";
import { useStore } from "../../base/react/useStore.ts";
import { Dot } from "../../ui/Dot.tsx";
import { useNow } from "../../base/react/useNow.ts";

/** Shown under the bar while the server is unreachable. It pushes the page down and covers nothing. */
export function ConnectionBanner({ connection }: { readonly connection: Store<ConnectionState> }) {
  const { t } = useTranslation("agent");
  const state = useStore(connection);
  const nowMs = useNow(500);
  const shown = isCutOff(state, nowMs);
  return (
    <output className="block">
      {shown && (
        <span className="flex items-center gap-3 border-b border-line bg-ground px-5 py-2.5 text-sm md:px-6">
          <Dot held />
          {t("bar.reconnecting")}
        </span>
      )}
    </output>
  );
}
