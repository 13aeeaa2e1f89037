import type { Rolldown } from "vite";

type Naming = Extract<
  NonNullable<Rolldown.CodeSplittingGroup["name"]>,
  (...given: never[]) => unknown
>;
type Context = Parameters<Naming>[1];

/**
 * What every page needs before it draws, in one file: a phone asks for few things at a time. What icons are made with is
 * part of it: in a page's chunk, each icon would import the page that imports it.
 */
const EVERY_PAGE =
  /rolldown\/runtime|\/node_modules\/(?:react|react-dom|scheduler|i18next|react-i18next)\/|\/lucide-react\/dist\/esm\/(?:\w+|shared\/.+)\.mjs$|\/client\/(?:app\/openPage\.tsx|ui\/text\/(?:i18n|typefaces)\.ts|ui\/(?:PlainButton|buttonStyle)\.tsx|ui\/locales\/en\/common\.json)$/;

/**
 * The library's one entry imports all icons, so that every page would seem to need each. Its other modules stay with them:
 * apart, files would import each other in a circle.
 */
const ICONS = /\/lucide-react\//;

/** Everything that a module imports, without what it loads later. Read once a build, when all modules are known. */
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

/**
 * Few files instead of many small ones: one of what every page needs, one of what both pages behind a buyer's links draw
 * with, and one of what a recap draws homes with, as the stage does.
 */
export function chunkGroups(root: string): Rolldown.CodeSplittingGroup[] {
  const first = openReach(root, "app/main.tsx");
  const join = openReach(root, "buyer/BuyerPage.tsx");
  const recap = openReach(root, "recap/RecapPage.tsx");
  return [
    { name: "every-page", test: EVERY_PAGE, priority: 1 },
    {
      debugName: "links",
      name: (id, context) => {
        if (ICONS.test(id) || first(id, context) || !recap(id, context)) return null;
        if (join(id, context)) return "links";
        return id.startsWith(`${root}/recap/`) ? null : "homes";
      },
    },
  ];
}
