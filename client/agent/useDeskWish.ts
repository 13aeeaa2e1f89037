import { use, useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../base/react/useStore.ts";
import { useDesk } from "./deskContext.ts";
import { DeskWishContext, type DeskWish } from "./deskWish.ts";
import { useErrorWords } from "./parts/useErrorWords.ts";

/** Executes a request of the list of presentations. `invite` opens the invitation for a buyer's name. */
export function useDeskWish(invite: (buyer: string) => void): void {
  const { desk, notices } = useDesk();
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const wishes = use(DeskWishContext);
  const wish = useStore(wishes);
  const { project } = useStore(desk.index);
  const take = useEffectEvent((taken: DeskWish) => {
    if (desk.presenting.state.get().kind !== "idle") {
      return notices.show({ text: t("again.busy") });
    }
    if (taken.kind === "return") {
      desk.presenting
        .returnTo(taken.id)
        .catch((error: unknown) => notices.show({ text: errorWords(error) }));
    } else {
      desk.restore(taken.state);
      invite(taken.buyer);
    }
  });
  useEffect(() => {
    if (wish === undefined || wish.project !== project.id) return;
    wishes.set(undefined);
    take(wish);
  }, [wish, wishes, project.id]);
}
