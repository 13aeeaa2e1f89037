import { withoutBase } from "../base/basePath.ts";
import { SignInGate } from "../agent/signIn/SignInGate.tsx";
import { InspectPage } from "../inspector/host/InspectPage.tsx";
import type { Theme } from "../ui/theme.ts";

/** `/inspect/<presentation>`, for signed-in agents. */
export function InspectRoot({ theme }: { readonly theme: Theme }) {
  const presentation = decodeURIComponent(withoutBase(location.pathname).split("/")[2] ?? "");
  return (
    <SignInGate theme={theme}>
      {(api) => <InspectPage api={api} presentation={presentation} />}
    </SignInGate>
  );
}
