import { useDesk } from "../deskContext.ts";
import { useId } from "react";
import { useStore } from "../../base/react/useStore.ts";
import { useFormat } from "../../ui/text/format.ts";
import { SettingsMenu } from "../parts/menus/SettingsMenu.tsx";
import { StatusMenu } from "../parts/menus/StatusMenu.tsx";
import { BrandLogo } from "../../ui/brand/BrandLogo.tsx";
import { PhonePreview } from "./PhonePreview.tsx";
import { RailNav } from "./RailNav.tsx";

export interface RailProps {
  readonly onAllProjects: (() => void) | undefined;
  readonly onSignOut: (() => void) | undefined;
}

/** The development's title, navigation, and preview of the buyer's phone. */
export function Rail({ icons, ...menu }: RailProps & { readonly icons: boolean }) {
  const { desk } = useDesk();
  const { project } = useStore(desk.index);
  const format = useFormat();
  const title = useId();
  const under = project.handover ?? project.location;
  if (icons) {
    return (
      <div className="flex w-16 shrink-0 flex-col items-center gap-4 overflow-y-auto border-e border-line py-4">
        <RailNav icons />
        <div className="mt-auto flex flex-col items-center gap-1">
          <StatusMenu compact />
          <SettingsMenu {...menu} />
        </div>
      </div>
    );
  }
  return (
    <aside
      aria-labelledby={title}
      className="flex w-(--rail) shrink-0 flex-col border-e border-line"
    >
      <div className="flex items-start gap-1 ps-6 pe-3 pt-5 short:pt-4">
        <div className="min-w-0 flex-1">
          <BrandLogo />
          <h1 id={title} className="font-display text-xl leading-tight [overflow-wrap:anywhere]">
            {format.text(project.name)}
          </h1>
          {under !== undefined && (
            <p className="mt-2 text-xs short:mt-1 text-ink-3">{format.text(under)}</p>
          )}
        </div>
        <div className="-mt-1.5 shrink-0">
          <SettingsMenu {...menu} />
        </div>
      </div>
      <div className="flex min-h-0 flex-col px-3 pt-4 pb-3 short:pt-3 short:pb-2">
        <RailNav icons={false} />
      </div>
      <StatusMenu />
      <PhonePreview />
    </aside>
  );
}
