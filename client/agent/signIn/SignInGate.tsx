import { useState, type ReactNode } from "react";
import { deviceStorage, tabStorage } from "../../base/storage.ts";
import type { Api } from "../../session/api.ts";
import { useStore } from "../../base/react/useStore.ts";
import type { Theme } from "../../ui/theme.ts";
import { openSignIn } from "./signIn.ts";
import { SignInPage } from "./SignInPage.tsx";
import { ThemeContext } from "../parts/menus/themeContext.ts";

interface SignInGateProps {
  readonly theme: Theme;
  /** The content for a signed-in agent. */
  readonly children: (api: Api) => ReactNode;
}

/** Shows the sign-in page unless this tab is signed in. */
export function SignInGate({ theme, children }: SignInGateProps) {
  const [signIn] = useState(() => openSignIn({ storage: tabStorage, names: deviceStorage }));
  const { kind } = useStore(signIn.state);
  return (
    <ThemeContext value={theme}>
      {kind === "in" ? children(signIn.api) : <SignInPage signIn={signIn} refused={undefined} />}
    </ThemeContext>
  );
}
