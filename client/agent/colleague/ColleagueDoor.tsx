import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { useFormat } from "../../ui/format.ts";
import { SettingsMenu } from "../SettingsMenu.tsx";
import { TextField } from "../TextField.tsx";
import type { ColleaguePlace } from "./ColleaguePage.tsx";
import type { EntranceState } from "./entrance.ts";

interface ColleagueDoorProps {
  readonly place: ColleaguePlace;
  readonly door: Extract<EntranceState, { readonly kind: "door" }>;
}

/** Who invites to present what, and the name under which buyers will see the colleague. */
export function ColleagueDoor({ place, door }: ColleagueDoorProps) {
  const { t } = useTranslation("agent");
  const format = useFormat();
  const { presenter, project, buyer } = door.preview;
  const named = { project: format.text(project.name) };
  return (
    <div className="flex min-h-dvh flex-col px-6 py-4 sm:px-8">
      <header className="flex items-center justify-between">
        <span className="text-sm text-ink-3">Offplan Live</span>
        <SettingsMenu />
      </header>
      <main className="mx-auto flex w-full max-w-[64rem] flex-1 flex-col justify-center gap-10 pb-[8vh] md:flex-row md:items-center md:gap-20">
        <div className="flex-1">
          <h1 className="font-display text-3xl leading-tight text-balance [overflow-wrap:anywhere] md:text-4xl">
            {t("colleagueDoor.title", { presenter: presenter.name })}
          </h1>
          <p className="mt-4 max-w-[26rem] text-lg text-ink-2">
            {buyer === undefined
              ? t("colleagueDoor.lead", named)
              : t("colleagueDoor.leadFor", { ...named, buyer: buyer.name })}
          </p>
        </div>
        <div className="flex-1 md:border-s md:border-line md:ps-20">
          <NameForm place={place} joining={door.joining} />
        </div>
      </main>
    </div>
  );
}

/** The name is there already for who is signed in, or was the last time. */
function NameForm({ place, joining }: { place: ColleaguePlace; joining: boolean }) {
  const { t } = useTranslation("agent");
  const { signIn, entrance } = place;
  const [name, setName] = useState(() => {
    const state = signIn.state.get();
    return signIn.rememberedName() || (state.kind === "in" ? state.agent.name : "");
  });
  const [missing, setMissing] = useState(false);
  return (
    <form
      className="flex w-full max-w-[26rem] flex-col items-start gap-6"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (name.trim() === "") setMissing(true);
        else void entrance.join(name.trim());
      }}
    >
      <div className="w-full">
        <TextField
          label={t("signIn.name")}
          mistake={missing ? t("colleagueDoor.needName") : undefined}
          value={name}
          onChange={(next) => {
            setName(next);
            setMissing(false);
          }}
          autoComplete="name"
          focused
          maxLength={80}
        />
      </div>
      <Button
        type="submit"
        variant="primary"
        busy={joining}
        className="min-h-(--target)! px-5 text-md!"
      >
        {t("colleagueDoor.submit")}
      </Button>
    </form>
  );
}
