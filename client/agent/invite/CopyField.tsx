import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../../base/copyText.ts";
import { Button } from "../../ui/Button.tsx";

const COPIED_MS = 2_000;

interface CopyFieldProps {
  readonly link: string;
  /** For texts other than links. */
  readonly label?: string;
  /** Shown where copying is not allowed. */
  readonly notCopied?: string;
}

/** A link or another text to be copied, or selected where copying is not allowed. */
export function CopyField({ link, label, notCopied }: CopyFieldProps) {
  const { t } = useTranslation("agent");
  const [said, setSaid] = useState<"copied" | "copyFailed">();
  useEffect(() => {
    if (said !== "copied") return undefined;
    const timer = setTimeout(() => setSaid(undefined), COPIED_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const field = useRef<HTMLInputElement>(null);
  const copy = async (pressed: HTMLElement) => {
    const copied = await copyText(link, pressed.parentElement ?? pressed);
    setSaid(copied ? "copied" : "copyFailed");
    // A link that cannot be copied is selected instead.
    if (!copied) field.current?.focus();
  };
  const copied = said === "copied";
  return (
    <div>
      <div className="flex min-h-(--target) items-center rounded-sm border border-control bg-paper p-1 has-[input:focus-visible]:shadow-(--focus-ring)">
        <input
          ref={field}
          readOnly
          dir="ltr"
          aria-label={label ?? t("invite.link")}
          value={link.replace(/^https?:\/\//, "")}
          onFocus={(focused) => focused.target.select()}
          className="min-w-0 flex-1 truncate bg-transparent px-2 text-sm text-ink no-focus-ring"
        />
        <Button
          variant="primary"
          className="min-w-24 px-3"
          onPress={({ target }) => void copy(target as HTMLElement)}
        >
          {copied ? (
            <Check aria-hidden="true" className="size-4" strokeWidth={1.5} />
          ) : (
            <Copy aria-hidden="true" className="size-4" strokeWidth={1.5} />
          )}
          {t(copied ? "invite.copied" : "invite.copy")}
        </Button>
      </div>
      <p aria-live="polite" className={said === "copyFailed" ? "mt-2 text-xs" : "sr-only"}>
        {said === "copied" && t("invite.copied")}
        {said === "copyFailed" && (notCopied ?? t("invite.copyFailed"))}
      </p>
    </div>
  );
}
