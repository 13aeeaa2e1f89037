import { BrandMark } from "../ui/brand/BrandMark.tsx";
import { basePath } from "../base/basePath.ts";
import { useTranslation } from "react-i18next";
import type { ProjectSummary } from "../../schema/protocol/api.ts";
import { useFormat } from "../ui/text/format.ts";
import { NameCard } from "./signIn/NameCard.tsx";
import { SettingsMenu } from "./parts/menus/SettingsMenu.tsx";
import { SteppedImage } from "../stage/picture/loading/SteppedImage.tsx";

interface ProjectsPageProps {
  readonly projects: readonly ProjectSummary[];
  readonly onOpen: (project: string) => void;
  readonly onSignOut: () => void;
}

/** A longer name is set one step smaller, so that the card holds it. */
const LONG = 36;

function ProjectCard({ project, onOpen }: { project: ProjectSummary; onOpen: () => void }) {
  const { t } = useTranslation("agent");
  const format = useFormat();
  const name = format.text(project.name);
  return (
    <a
      href={`${basePath()}/agent?project=${project.id}`}
      aria-label={t("projects.open", { name })}
      onClick={(click) => {
        if (click.metaKey || click.ctrlKey || click.shiftKey) return;
        click.preventDefault();
        onOpen();
      }}
      className="group flex flex-col gap-4 rounded-xs"
    >
      <div
        className={`aspect-3/2 overflow-hidden rounded-xs ${project.hero === undefined ? "" : "bg-recess"}`}
      >
        {project.hero === undefined ? (
          <h2
            title={name}
            className={`flex size-full items-end font-display leading-tight text-balance [overflow-wrap:anywhere] ${name.length > LONG ? "text-3xl" : "text-4xl"}`}
          >
            <bdi className={`pb-[0.1em] ${name.length > LONG ? "line-clamp-4" : "line-clamp-3"}`}>
              {name}
            </bdi>
          </h2>
        ) : (
          <SteppedImage src={project.hero} alt="" className="size-full object-cover object-top" />
        )}
      </div>
      <div className="border-t border-line pt-4 transition-colors duration-(--motion-state) group-hover:border-ink">
        {project.hero !== undefined && (
          <h2 className="font-display text-2xl leading-tight">{name}</h2>
        )}
        <p className="mt-1 flex flex-wrap justify-between gap-x-4 text-sm text-ink-3">
          <span>{project.location !== undefined && format.text(project.location)}</span>
          <span>
            {t("projects.left", {
              available: format.number(project.available),
              units: format.number(project.units),
            })}
          </span>
        </p>
      </div>
    </a>
  );
}

export function ProjectsPage({ projects, onOpen, onSignOut }: ProjectsPageProps) {
  const { t } = useTranslation("agent");
  return (
    <div className="flex min-h-dvh flex-col px-6 py-4 sm:px-8">
      <header className="flex items-center justify-between">
        <span className="text-sm text-ink-3">
          <BrandMark>Offplan Live</BrandMark>
        </span>
        <SettingsMenu onSignOut={onSignOut} />
      </header>
      <main className="mx-auto w-full max-w-[72rem] flex-1 py-10">
        <NameCard className="mb-8 border-y border-line py-3" />
        <h1 className="font-display text-3xl leading-tight">{t("projects.title")}</h1>
        {projects.length === 0 && <p className="mt-4 text-md text-ink-2">{t("projects.empty")}</p>}
        <div className="mt-8 grid gap-x-8 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
          {projects.map((project) => (
            <ProjectCard key={project.id} project={project} onOpen={() => onOpen(project.id)} />
          ))}
        </div>
      </main>
    </div>
  );
}
