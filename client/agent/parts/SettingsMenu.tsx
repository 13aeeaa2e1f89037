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
import { useContext, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { AREA_CHOICES, areaChoice, useAreaChoice } from "../../ui/text/areaChoice.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { changeLanguage } from "../../ui/text/i18n.ts";
import { LANGUAGE_NAMES, LANGUAGES, pickLanguage } from "../../ui/text/language.ts";
import { THEME_CHOICES } from "../../ui/theme.ts";
import { NameContext } from "../signIn/nameContext.ts";
import { ListContext } from "../list/listContext.ts";
import { NewProjectContext } from "../list/newProjectContext.ts";
import { RecordsContext } from "../records/recordsContext.ts";
import { ThemeContext } from "./themeContext.ts";
import { MENU, MENU_ITEM, MENU_POPOVER } from "./menuStyle.ts";

interface SettingsMenuProps {
  readonly onAllProjects?: (() => void) | undefined;
  readonly onSignOut?: (() => void) | undefined;
}

const Chosen = () => <Check aria-hidden="true" className="size-4" strokeWidth={1.5} />;

/** Language, appearance, unit of areas and name, and the ways out of a desk. */
export function SettingsMenu({ onAllProjects, onSignOut }: SettingsMenuProps) {
  const { t, i18n } = useTranslation("agent");
  const { t: common } = useTranslation("common");
  const theme = useContext(ThemeContext);
  const openRecords = useContext(RecordsContext);
  const openList = useContext(ListContext);
  const openNewProject = useContext(NewProjectContext);
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
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[language]}
            onSelectionChange={(keys) => {
              const chosen = LANGUAGES.find((option) => keys !== "all" && keys.has(option));
              if (chosen !== undefined) void changeLanguage(i18n, chosen);
            }}
          >
            <Header className="px-3 py-1.5 text-xs text-ink-3">{common("language")}</Header>
            {LANGUAGES.map((option) => (
              <MenuItem key={option} id={option} className={MENU_ITEM}>
                {({ isSelected }) => (
                  <>
                    <span lang={option}>{LANGUAGE_NAMES[option]}</span>
                    {isSelected && <Chosen />}
                  </>
                )}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className="my-1 h-px bg-line" />
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[look]}
            onSelectionChange={(keys) => {
              const chosen = THEME_CHOICES.find((option) => keys !== "all" && keys.has(option));
              if (chosen !== undefined) theme.choose(chosen);
            }}
          >
            <Header className="px-3 py-1.5 text-xs text-ink-3">{common("theme.label")}</Header>
            {THEME_CHOICES.map((option) => (
              <MenuItem key={option} id={option} className={MENU_ITEM}>
                {({ isSelected }) => (
                  <>
                    <span>{common(`theme.${option}`)}</span>
                    {isSelected && <Chosen />}
                  </>
                )}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className="my-1 h-px bg-line" />
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[areas]}
            onSelectionChange={(keys) => {
              const chosen = AREA_CHOICES.find((option) => keys !== "all" && keys.has(option));
              if (chosen !== undefined) areaChoice.choose(chosen);
            }}
          >
            <Header className="px-3 py-1.5 text-xs text-ink-3">{common("areas.label")}</Header>
            {AREA_CHOICES.map((option) => (
              <MenuItem key={option} id={option} className={MENU_ITEM}>
                {({ isSelected }) => (
                  <>
                    <span>{common(`areas.${option}`)}</span>
                    {isSelected && <Chosen />}
                  </>
                )}
              </MenuItem>
            ))}
          </MenuSection>
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
