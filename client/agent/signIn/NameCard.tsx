import { useContext, useId, useState, type FocusEvent } from "react";
import { Input, Label, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/react/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { NameContext } from "./nameContext.ts";
import type { SignIn } from "./signIn.ts";
import { useErrorWords } from "../parts/useErrorWords.ts";

/**
 * Asks an agent without a name for the name that buyers see, once per browser. It takes no focus, covers nothing, and goes
 * when it is answered or skipped. Empty for all other agents.
 */
export function NameCard({ className }: { readonly className: string }) {
  const signIn = useContext(NameContext)?.signIn;
  return signIn && <CardOf signIn={signIn} className={className} />;
}

interface CardProps {
  readonly signIn: SignIn;
  readonly className: string;
}

function CardOf({ signIn, className }: CardProps) {
  const state = useStore(signIn.state);
  if (state.kind !== "in" || !state.asksName) return undefined;
  return <Card signIn={signIn} className={className} />;
}

function Card({ signIn, className }: CardProps) {
  const { t } = useTranslation("agent");
  const errorWords = useErrorWords();
  const below = useId();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const presenter = name.trim();
  const save = async () => {
    if (busy || presenter === "") return;
    setBusy(true);
    try {
      await signIn.rename(name);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  /** Leaving the field for the page saves the name; leaving it for another window does not. */
  const saveOnLeaving = ({ currentTarget, relatedTarget }: FocusEvent) => {
    const form = currentTarget.closest("form");
    if (document.hasFocus() && form?.contains(relatedTarget) !== true) void save();
  };
  const reads = presenter === "" ? t("name.readsUnnamed") : t("name.reads", { presenter });
  return (
    <form
      aria-label={t("name.title")}
      className={`flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2 ${className}`}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void save();
      }}
    >
      <TextField
        onBlur={saveOnLeaving}
        value={name}
        onChange={(next) => {
          setName(next);
          setError(undefined);
        }}
        autoComplete="name"
        maxLength={80}
        isInvalid={error !== undefined}
        className="flex items-center gap-3 max-md:w-full"
      >
        <Label className="text-sm whitespace-nowrap">{t("name.setting")}</Label>
        <Input
          aria-describedby={below}
          className="min-h-(--target) w-full rounded-sm border border-control bg-paper px-3 text-lg text-ink data-invalid:border-danger md:min-h-(--target-desk) md:w-44 md:text-sm"
        />
      </TextField>
      <p
        id={below}
        role={error === undefined ? undefined : "alert"}
        className={`min-w-0 flex-1 text-sm leading-label text-balance [overflow-wrap:anywhere] ${error === undefined ? "text-ink-2" : "text-danger"}`}
      >
        {error === undefined ? reads : errorWords(error)}
      </p>
      <div className="flex shrink-0 items-center gap-1">
        <Button
          type="submit"
          busy={busy}
          isDisabled={presenter === ""}
          className="max-md:min-h-(--target)"
        >
          {t("name.save")}
        </Button>
        <Button variant="plain" className="max-md:min-h-(--target)" onPress={signIn.skipName}>
          {t("name.skip")}
        </Button>
      </div>
    </form>
  );
}
