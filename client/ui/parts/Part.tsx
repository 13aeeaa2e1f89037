import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AttemptContext } from "./loadedPart.tsx";
import { PlainButton } from "../PlainButton.tsx";

export interface PartProps {
  readonly children: ReactNode;
  /** `fill`: in the part's own place. `page`: as a page. `over`: for dialogs and drawers, which have no place. */
  readonly look?: keyof typeof LOOKS;
  /** The part is tried again when this changes: the view, whether the drawer is open. */
  readonly resetKey?: unknown;
  /** For closable parts: "Close" beside the retry. */
  readonly onClose?: (() => void) | undefined;
}

interface PartState {
  readonly broken: boolean;
  readonly failures: number;
  readonly attempt: number;
  readonly resetKey: unknown;
}

let attempts = 0;
const nextAttempt = (): number => (attempts += 1);

/**
 * Error boundary for a part of a page: if it fails to render or to load, an error and a retry take its place. If the retry
 * fails too, its files may have been removed by an update: then the whole page is reloaded, which resumes the presentation.
 */
export class Part extends Component<PartProps, PartState> {
  override state: PartState = {
    broken: false,
    failures: 0,
    attempt: nextAttempt(),
    resetKey: this.props.resetKey,
  };

  static getDerivedStateFromError(): Partial<PartState> {
    return { broken: true };
  }

  static getDerivedStateFromProps(
    { resetKey }: PartProps,
    state: PartState,
  ): Partial<PartState> | null {
    return resetKey === state.resetKey ? null : { broken: false, resetKey, attempt: nextAttempt() };
  }

  override componentDidCatch(): void {
    this.setState(({ failures }) => ({ failures: failures + 1 }));
  }

  override render() {
    const { children, look = "fill", onClose } = this.props;
    const { broken, failures, attempt } = this.state;
    if (!broken) return <AttemptContext value={attempt}>{children}</AttemptContext>;
    return (
      <BrokenPart
        look={look}
        again={failures > 1}
        onRetry={() => this.setState({ broken: false, attempt: nextAttempt() })}
        onClose={onClose}
      />
    );
  }
}

const CENTRED = "flex w-full flex-col items-center justify-center gap-3 p-4 text-center";

const LOOKS = {
  fill: `h-full min-h-0 ${CENTRED}`,
  page: `min-h-dvh ${CENTRED}`,
  over: "fixed inset-x-4 bottom-6 z-(--z-toast) mx-auto flex w-fit max-w-[34rem] flex-wrap items-center gap-3 rounded-md bg-paper px-4 py-3 text-ink shadow-raised max-md:bottom-20",
} as const;

interface BrokenPartProps {
  readonly look: keyof typeof LOOKS;
  /** The retry did not help. */
  readonly again: boolean;
  readonly onRetry: () => void;
  readonly onClose: (() => void) | undefined;
}

function BrokenPart({ look, again, onRetry, onClose }: BrokenPartProps) {
  const { t } = useTranslation("common");
  return (
    <div role="alert" className={LOOKS[look]}>
      <p className="text-sm">{t(again ? "part.stillBroken" : "part.broken")}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <PlainButton
          variant={look === "over" ? "primary" : "quiet"}
          className="px-3 max-md:min-h-(--target)"
          onClick={() => (again ? window.location.reload() : onRetry())}
        >
          {t(again ? "page.reload" : "retry")}
        </PlainButton>
        {onClose !== undefined && (
          <PlainButton variant="plain" className="px-3 max-md:min-h-(--target)" onClick={onClose}>
            {t("close")}
          </PlainButton>
        )}
      </div>
    </div>
  );
}
