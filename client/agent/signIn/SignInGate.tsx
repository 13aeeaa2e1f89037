import { useState, type ReactNode } from "react";
import { deviceStorage, tabStorage } from "../../base/storage.ts";
import type { Api } from "../../session/api.ts";
import { useStore } from "../../base/react/useStore.ts";
import type { Theme } from "../../ui/theme.ts";
import { openSignIn } from "./signIn.ts";
import { SignInPage } from "./SignInPage.tsx";
import { ThemeContext } from "../parts/themeContext.ts";

interface SignInGateProps {
  readonly theme: Theme;
  /** What a signed-in agent gets to see. */
  readonly children: (api: Api) => ReactNode;
}

/** Asks who is not signed in in this tab to sign in first. */
export function SignInGate({ theme, children }: SignInGateProps) {
  const [signIn] = useState(() => openSignIn({ storage: tabStorage, names: deviceStorage }));
  const { kind } = useStore(signIn.state);
  return (
    <ThemeContext value={theme}>
      {kind === "in" ? children(signIn.api) : <SignInPage signIn={signIn} refused={undefined} />}
    </ThemeContext>
  );
}
