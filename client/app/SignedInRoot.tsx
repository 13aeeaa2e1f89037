import { getI18n } from "react-i18next";
import { SignInGate } from "../agent/signIn/SignInGate.tsx";
import { withoutBase } from "../base/basePath.ts";
import { loadedPart } from "../ui/parts/loadedPart.tsx";
import { Part } from "../ui/parts/Part.tsx";
import { addWords } from "../ui/text/i18n.ts";
import type { Theme } from "../ui/theme.ts";
import "../ui/styles/styles.css";

const InspectPage = loadedPart(
  async () => (await import("../inspector/host/InspectPage.tsx")).InspectPage,
);

const ReplayPage = loadedPart(async () => {
  const [{ ReplayPage: Loaded }, words] = await Promise.all([
    import("../replay/ReplayPage.tsx"),
    import("../ui/locales/en/replay.json"),
  ]);
  await addWords(getI18n(), "replay", words.default);
  return Loaded;
});

/**
 * `/inspect/<presentation>` and `/replay/<presentation>`, for signed-in agents. One entry for both, so that the first
 * script, which every page loads, names the files of neither.
 */
export function SignedInRoot({ theme }: { readonly theme: Theme }) {
  const [, page, id = ""] = withoutBase(location.pathname).split("/");
  const presentation = decodeURIComponent(id);
  return (
    <SignInGate theme={theme}>
      {(api) => (
        <Part look="page">
          {page === "replay" ? (
            <ReplayPage api={api} presentation={presentation} />
          ) : (
            <InspectPage api={api} presentation={presentation} />
          )}
        </Part>
      )}
    </SignInGate>
  );
}
