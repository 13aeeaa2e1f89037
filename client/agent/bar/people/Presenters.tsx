import { useDesk } from "../../deskContext.ts";
import { usePresenters } from "../../useLiveState.ts";
import { useTranslation } from "react-i18next";
import type { Presenter } from "../../../session/types.ts";
import { useStore } from "../../../base/react/useStore.ts";
import { usePresenterName } from "../../parts/usePresenterName.ts";
import { useViewWords } from "../../../stage/useViewWords.ts";

function moodOf({ lost, paused, active }: Presenter): PresenterMood {
  if (lost) return "lost";
  if (paused) return "paused";
  return active ? "driving" : "beside";
}

/** The presenters, with the active one marked. Empty for a single presenter. */
export function Presenters() {
  const presenters = usePresenters();
  const { t } = useTranslation("agent");
  if (presenters.length < 2) return undefined;
  return (
    <ul
      aria-label={t("presenters.label")}
      className="flex shrink-0 flex-wrap items-center gap-1 max-md:w-full"
    >
      {presenters.map((presenter) => (
        <PresenterChip key={presenter.clientId} presenter={presenter} />
      ))}
    </ul>
  );
}

/** A presenter. The active one has its own background; the name is truncated before the activity. */
function PresenterChip({ presenter }: { readonly presenter: Presenter }) {
  const { t } = useTranslation("agent");
  const does = useDeed()(presenter);
  const { own, active } = presenter;
  const nameOf = usePresenterName();
  const shown = own ? t("presenters.you") : nameOf(presenter);
  return (
    <li
      className={`flex h-8 shrink-0 items-center gap-1.5 rounded-pill ps-2.5 pe-3.5 text-sm whitespace-nowrap ${active ? "bg-recess" : ""}`}
    >
      <PresenterMark mood={moodOf(presenter)} />
      <bdi title={shown} className="max-w-[14ch] truncate text-ink">
        {shown}
      </bdi>{" "}
      {does !== undefined && <span className="text-ink-2">{does}</span>}
    </li>
  );
}

/** A presenter's current act in a few words; `undefined` for an inactive one. */
function useDeed(): (presenter: Presenter) => string | undefined {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const place = useViewWords(useStore(desk.index));
  const { view } = useStore(desk.state);
  return ({ own, active, opened, paused, lost }) => {
    if (lost) return t("bar.lost");
    if (paused) return t("presenters.paused");
    if (!active) return undefined;
    return opened && !own
      ? t("presenters.opened", { place: place(view) })
      : t(own ? "presenters.drivingOwn" : "presenters.driving");
  };
}

type PresenterMood = "driving" | "beside" | "paused" | "lost";

/** A presenter's state, by shape before colour: a filled arrow, an outlined one, a pause sign, a dotted one. */
function PresenterMark({ mood }: { readonly mood: PresenterMood }) {
  const colour = mood === "driving" ? "var(--gold-mark)" : "var(--ink-2)";
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke={colour}
      strokeWidth="1.4"
      strokeLinejoin="round"
      strokeLinecap="round"
      className="shrink-0"
      aria-hidden="true"
    >
      {mood === "paused" ? (
        <path d="M5.5 3v10M10.5 3v10" />
      ) : (
        <path
          d="M3 2l4.4 12 2-5.6L15 6.4z"
          fill={mood === "driving" ? colour : "none"}
          strokeDasharray={mood === "lost" ? "0.1 2.6" : undefined}
        />
      )}
    </svg>
  );
}
