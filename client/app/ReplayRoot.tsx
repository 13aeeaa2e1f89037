import { SignInGate } from "../agent/signIn/SignInGate.tsx";
import { withoutBase } from "../base/basePath.ts";
import { ReplayPage } from "../replay/ReplayPage.tsx";
import type { Theme } from "../ui/theme.ts";

/** `/replay/<presentation>`, for signed-in agents. */
export function ReplayRoot({ theme }: { readonly theme: Theme }) {
  const presentation = decodeURIComponent(withoutBase(location.pathname).split("/")[2] ?? "");
  return (
    <SignInGate theme={theme}>
      {(api) => <ReplayPage api={api} presentation={presentation} />}
    </SignInGate>
  );
}
