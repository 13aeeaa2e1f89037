import { FileText, Heart, Mail, MessageCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../../ui/buttonStyle.tsx";
import { PlainButton } from "../../ui/PlainButton.tsx";
import type { Agent } from "../agent.ts";
import { mailUrl, whatsAppUrl } from "./askLinks.ts";

interface HomeActionsProps {
  readonly name: string;
  readonly project: string;
  readonly agent: Agent;
  readonly heart: HomeHeart | undefined;
  readonly onPrint: () => void;
}

/** The reader's heart on a home. */
export interface HomeHeart {
  readonly liked: boolean;
  /** Whether the last change was not saved. */
  readonly failed: boolean;
  readonly onHeart: (liked: boolean) => void;
}

const ASK = buttonClass({ size: "share", className: "flex-auto sm:flex-none" });

/** A reader's actions on a home: like it, ask the agent, print its offer. */
export function HomeActions(props: HomeActionsProps) {
  const { name, project, agent, heart, onPrint } = props;
  const { contact } = agent;
  const { t } = useTranslation("recap");
  const question = {
    subject: t("ask.subject", { home: name, project }),
    message:
      agent.name === undefined
        ? t("ask.messageUnnamed", { home: name, project })
        : t("ask.message", { presenter: agent.name, home: name, project }),
  };
  return (
    <div className="mt-6 print:hidden">
      {heart !== undefined && <HeartSwitch {...heart} />}
      <h4 className="text-md text-ink-3">{t("ask.title")}</h4>
      <div className="mt-2 flex flex-wrap gap-3">
        <a className={ASK} href={whatsAppUrl(question, contact)} target="_blank" rel="noreferrer">
          <MessageCircle aria-hidden="true" className="size-5" strokeWidth={1.5} />
          {t("ask.whatsApp")}
        </a>
        <a className={ASK} href={mailUrl(question, contact)}>
          <Mail aria-hidden="true" className="size-5" strokeWidth={1.5} />
          {t("ask.email")}
        </a>
        <PlainButton
          size="share"
          variant="plain"
          className="flex-auto sm:flex-none"
          onClick={onPrint}
        >
          <FileText aria-hidden="true" className="size-5" strokeWidth={1.5} />
          {t("offer.print")}
        </PlainButton>
      </div>
    </div>
  );
}

function HeartSwitch({ liked, failed, onHeart }: HomeHeart) {
  const { t } = useTranslation("recap");
  return (
    <div className="mb-5">
      <PlainButton
        size="phone"
        aria-pressed={liked}
        className="w-full sm:w-auto"
        onClick={() => onHeart(!liked)}
      >
        <Heart
          aria-hidden="true"
          className="size-5"
          strokeWidth={1.5}
          fill={liked ? "currentColor" : "none"}
        />
        {t("heart.like")}
      </PlainButton>
      {failed && (
        <p role="alert" className="mt-2 text-md text-danger">
          {t("heart.failed")}
        </p>
      )}
    </div>
  );
}
