import type { ReactNode } from "react";
import type { PreviewResponse } from "../../../../schema/protocol/api.ts";
import { useFormat } from "../../../ui/text/format.ts";
import { CoverLayout } from "../CoverLayout.tsx";
import { Hero } from "../Hero.tsx";
import { LanguageSwitch } from "../LanguageSwitch.tsx";
import { Lead, Title } from "../Title.tsx";

export interface NoticePageProps {
  /** The preview, if it was loaded. */
  readonly preview: PreviewResponse | undefined;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
  /** The page's action, if any. */
  readonly action?: ReactNode;
}

/** A page with one message and at most one action, laid out as the join page. */
export function NoticePage({ preview, title, text, children, action }: NoticePageProps) {
  const format = useFormat();
  return (
    <CoverLayout hero={<Hero preview={preview} />}>
      {preview !== undefined && (
        <p className="mb-2 font-display text-xl leading-tight text-ink-2">
          {format.text(preview.project.name)}
        </p>
      )}
      <Title focused>{title}</Title>
      <Lead>{text}</Lead>
      {children}
      <div className="mt-8 flex flex-1 flex-col justify-end sm:landscape:flex-none">{action}</div>
      <div className="mt-2 flex justify-end">
        <LanguageSwitch />
      </div>
    </CoverLayout>
  );
}
