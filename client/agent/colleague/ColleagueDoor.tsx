import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/text/format.ts";
import { DoorForm } from "../parts/DoorForm.tsx";
import { DoorPage } from "../parts/EntryPage.tsx";
import { TextField } from "../parts/TextField.tsx";
import type { ColleagueServices } from "./colleagueServices.ts";
import type { JoinFlowState } from "./colleagueJoinFlow.ts";

interface ColleagueDoorProps {
  readonly services: ColleagueServices;
  readonly door: Extract<JoinFlowState, { readonly kind: "door" }>;
}

/** The invitation, and the form for the name that buyers will see. */
export function ColleagueDoor({ services, door }: ColleagueDoorProps) {
  const { t } = useTranslation("agent");
  const format = useFormat();
  const { presenter, project, buyer } = door.preview;
  const named = { project: format.text(project.name) };
  return (
    <DoorPage
      title={
        presenter.name === ""
          ? t("colleagueDoor.titleUnnamed")
          : t("colleagueDoor.title", { presenter: unbroken(presenter.name) })
      }
      lead={
        buyer === undefined
          ? t("colleagueDoor.lead", named)
          : t("colleagueDoor.leadFor", { ...named, buyer: buyer.name })
      }
    >
      <NameForm services={services} joining={door.joining} offline={door.offline} />
    </DoorPage>
  );
}

/** A name of a usual length stands in one line of a title. */
const unbroken = (name: string): string =>
  name.length > 24 ? name : name.replaceAll(" ", "\u00a0");

interface NameFormProps {
  readonly services: ColleagueServices;
  readonly joining: boolean;
  readonly offline: boolean;
}

/** Prefilled with the name of the signed-in agent, or the last one used. */
function NameForm({ services, joining, offline }: NameFormProps) {
  const { t } = useTranslation("agent");
  const { signIn, joinFlow } = services;
  const [name, setName] = useState(() => {
    const state = signIn.state.get();
    return signIn.rememberedName() || (state.kind === "in" ? state.agent.name : "");
  });
  const [missing, setMissing] = useState(false);
  return (
    <DoorForm
      submit={t("colleagueDoor.submit")}
      busy={joining}
      onSubmit={() => {
        if (name.trim() === "") setMissing(true);
        else void joinFlow.join(name.trim());
      }}
      note={offline && <output className="text-sm text-ink-2">{t("colleagueDoor.offline")}</output>}
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
    </DoorForm>
  );
}
