import type { Rolldown } from "vite";

type Naming = Extract<
  NonNullable<Rolldown.CodeSplittingGroup["name"]>,
  (...given: never[]) => unknown
>;
type Context = Parameters<Naming>[1];

/** Modules that make icons and chunks: in a page's chunk, each icon would import the page that imports it. */
const MAKERS = /rolldown\/runtime|\/lucide-react\/dist\/esm\/(?:\w+|shared\/.+)\.mjs$/;

/**
 * The library's single entry imports all icons, so that every page would seem to need each. Its other modules stay with
 * them: separated, files would import each other in a circle.
 */
const ICONS = /\/lucide-react\//;

/** The imports of a module, direct and indirect, without dynamic ones. Collected once a build, when all modules are known. */
function openReach(root: string, module: string) {
  const entry = `${root}/${module}`;
  let found: Set<string> | undefined;
  return (id: string, build: Context): boolean => {
    if (found === undefined) {
      found = new Set([entry]);
      for (const each of found) {
        for (const imported of build.getModuleInfo(each)?.importedIds ?? []) found.add(imported);
      }
    }
    return found.has(id);
  };
}

/** Shared by pages that share nothing else: in a chunk of its own it brings none of them another's code. */
const ALL_STYLES = /\/ui\/styles\/styles\.css$/;

const ICON = /\/lucide-react\/dist\/esm\/icons\/([\w-]+)\.mjs$/;
const IMPORTED_ICONS = /import\s*\{([^}]*)\}\s*from\s*"lucide-react"/g;

/** "calendar-plus" of "CalendarPlus as Plus". */
const fileOfIcon = (imported: string): string =>
  imported
    .trim()
    .replace(/\s.*/, "")
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=[0-9])/g, "-")
    .toLowerCase();

/** The modules that draw an icon, by its file's name. Collected once a build. */
function openIconUsers() {
  let users: Map<string, Set<string>> | undefined;
  return (icon: string, build: Context): ReadonlySet<string> => {
    if (users === undefined) {
      users = new Map();
      const entries = build.getModuleInfo(icon)?.importers ?? [];
      for (const user of entries.flatMap((id) => build.getModuleInfo(id)?.importers ?? [])) {
        const code = build.getModuleInfo(user)?.code ?? "";
        for (const [, names = ""] of code.matchAll(IMPORTED_ICONS)) {
          for (const name of names.split(",").map(fileOfIcon)) {
            users.set(name, (users.get(name) ?? new Set()).add(user));
          }
        }
      }
    }
    return users.get(ICON.exec(icon)?.[1] ?? "") ?? new Set();
  };
}

/**
 * Few files instead of many small ones, since a phone requests few at a time: one chunk for what every page needs before it
 * draws, one for what both pages behind a buyer's links share, one for the join page, and one for the modules with which
 * both a recap and the stage draw homes.
 */
export function chunkGroups(root: string): Rolldown.CodeSplittingGroup[] {
  const first = openReach(root, "app/main.tsx");
  const everyPage = openReach(root, "app/openPage.tsx");
  const join = openReach(root, "buyer/BuyerPage.tsx");
  const recap = openReach(root, "recap/openRecap.tsx");
  const iconUsers = openIconUsers();
  const isRecapsOwn = (id: string) => id.startsWith(`${root}/recap/`);
  const iconGroup = (icon: string, context: Context) => {
    const users = [...iconUsers(icon, context)];
    const isDrawnBy = (page: typeof recap) => users.some((id) => page(id, context));
    const isJoinPages = (id: string) => join(id, context) && !recap(id, context);
    if (isDrawnBy(join)) return users.every(isJoinPages) ? "door" : "links";
    return isDrawnBy(recap) && !users.every(isRecapsOwn) ? "homes" : null;
  };
  return [
    {
      debugName: "pages",
      name: (id, context) => {
        if (MAKERS.test(id)) return "every-page";
        if (ICON.test(id)) return iconGroup(id, context);
        if (ICONS.test(id) || ALL_STYLES.test(id) || first(id, context)) return null;
        if (everyPage(id, context)) return "every-page";
        if (join(id, context)) return recap(id, context) ? "links" : "door";
        return recap(id, context) && !isRecapsOwn(id) ? "homes" : null;
      },
    },
  ];
}
