import { Check, Settings2 } from "lucide-react";
import {
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";
import { useContext, useSyncExternalStore, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AREA_CHOICES, areaChoice, useAreaChoice } from "../../../ui/text/areaChoice.ts";
import { IconButton } from "../../../ui/IconButton.tsx";
import { changeLanguage } from "../../../ui/text/i18n.ts";
import { LANGUAGE_NAMES, pickLanguage } from "../../../ui/text/language.ts";
import { offeredLanguages } from "../../../ui/text/readerLanguage.ts";
import { THEME_CHOICES } from "../../../ui/theme.ts";
import { NameContext } from "../../signIn/nameContext.ts";
import {
  ListContext,
  NewProjectContext,
  PicturesContext,
  RemoveProjectContext,
} from "../../list/listContext.ts";
import { RecordsContext } from "../../records/recordsContext.ts";
import { WebhooksContext } from "../../webhooks/webhooksContext.ts";
import { ThemeContext } from "./themeContext.ts";
import { MENU, MENU_ITEM, MENU_POPOVER } from "./menuStyle.ts";

interface SettingsMenuProps {
  readonly onAllProjects?: (() => void) | undefined;
  readonly onSignOut?: (() => void) | undefined;
}

const Chosen = () => <Check aria-hidden="true" className="size-4" strokeWidth={1.5} />;

interface ChoiceSectionProps<Option extends string> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly onChoose: (option: Option) => void;
  readonly children: (option: Option) => ReactNode;
}

/** A menu section in which exactly one option is selected. */
function ChoiceSection<Option extends string>({
  label,
  options,
  chosen,
  onChoose,
  children,
}: ChoiceSectionProps<Option>) {
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const option = options.find((other) => keys !== "all" && keys.has(other));
        if (option !== undefined) onChoose(option);
      }}
    >
      <Header className="px-3 py-1.5 text-xs text-ink-3">{label}</Header>
      {options.map((option) => (
        <MenuItem key={option} id={option} className={MENU_ITEM}>
          {({ isSelected }) => (
            <>
              {children(option)}
              {isSelected && <Chosen />}
            </>
          )}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

/** Language, appearance, unit of areas, name, and the exits of a desk. */
export function SettingsMenu({ onAllProjects, onSignOut }: SettingsMenuProps) {
  const { t, i18n } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const theme = useContext(ThemeContext);
  const openRecords = useContext(RecordsContext);
  const openList = useContext(ListContext);
  const openPictures = useContext(PicturesContext);
  const openNewProject = useContext(NewProjectContext);
  const openRemoval = useContext(RemoveProjectContext);
  const openWebhooks = useContext(WebhooksContext);
  const name = useContext(NameContext);
  const look = useSyncExternalStore(theme.subscribe, theme.get);
  const areas = useAreaChoice();
  const language = pickLanguage([i18n.language]);
  return (
    <MenuTrigger>
      <IconButton label={t("desk.menu")}>
        <Settings2 aria-hidden="true" className="size-4.5" strokeWidth={1.5} />
      </IconButton>
      <Popover placement="bottom end" className={MENU_POPOVER}>
        <Menu className={MENU}>
          <ChoiceSection
            label={common("language")}
            options={offeredLanguages()}
            chosen={language}
            onChoose={(option) => void changeLanguage(i18n, option)}
          >
            {(option) => <span lang={option}>{LANGUAGE_NAMES[option]}</span>}
          </ChoiceSection>
          <Separator className="my-1 h-px bg-line" />
          <ChoiceSection
            label={common("theme.label")}
            options={THEME_CHOICES}
            chosen={look}
            onChoose={(option) => theme.choose(option)}
          >
            {(option) => <span>{common(`theme.${option}`)}</span>}
          </ChoiceSection>
          <Separator className="my-1 h-px bg-line" />
          <ChoiceSection
            label={common("areas.label")}
            options={AREA_CHOICES}
            chosen={areas}
            onChoose={(option) => areaChoice.choose(option)}
          >
            {(option) => <span>{common(`areas.${option}`)}</span>}
          </ChoiceSection>
          {(onAllProjects !== undefined || onSignOut !== undefined) && (
            <Separator className="my-1 h-px bg-line" />
          )}
          {name !== undefined && (
            <MenuItem className={MENU_ITEM} onAction={name.openDialog}>
              {t("name.setting")}
            </MenuItem>
          )}
          {openList !== undefined && (
            <MenuItem className={MENU_ITEM} onAction={openList}>
              {t("desk.updateList")}
            </MenuItem>
          )}
          {openPictures !== undefined && (
            <MenuItem className={MENU_ITEM} onAction={openPictures}>
              {t("desk.pictures")}
            </MenuItem>
          )}
          {openRecords !== undefined && (
            <MenuItem className={MENU_ITEM} onAction={openRecords}>
              {t("records.title")}
            </MenuItem>
          )}
          {openNewProject !== undefined && (
            <MenuItem className={MENU_ITEM} onAction={openNewProject}>
              {t("desk.addProject")}
            </MenuItem>
          )}
          {openWebhooks !== undefined && (
            <MenuItem className={MENU_ITEM} onAction={openWebhooks}>
              {t("desk.webhooks")}
            </MenuItem>
          )}
          {openRemoval !== undefined && (
            <MenuItem className={MENU_ITEM} onAction={openRemoval}>
              {t("desk.removeProject")}
            </MenuItem>
          )}
          {onAllProjects !== undefined && (
            <MenuItem className={MENU_ITEM} onAction={onAllProjects}>
              {t("desk.allProjects")}
            </MenuItem>
          )}
          {onSignOut !== undefined && (
            <MenuItem className={MENU_ITEM} onAction={onSignOut}>
              {t("desk.signOut")}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
