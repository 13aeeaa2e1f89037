import { useTranslation } from "react-i18next";
import { SettingsMenu } from "./SettingsMenu.tsx";
import type { SignIn } from "./signIn.ts";
import { SignInForm } from "./SignInForm.tsx";

export function SignInPage({ signIn, refused }: { signIn: SignIn; refused?: unknown }) {
  const { t } = useTranslation("agent");
  return (
    <div className="flex min-h-dvh flex-col px-6 py-4 sm:px-8">
      <header className="flex items-center justify-between">
        <span className="text-sm text-ink-3">Offplan Live</span>
        <SettingsMenu />
      </header>
      <main className="mx-auto flex w-full max-w-[64rem] flex-1 flex-col justify-center gap-10 pb-[8vh] md:flex-row md:items-center md:gap-20">
        <div className="flex-1">
          <h1 className="font-display text-3xl leading-tight text-balance md:text-4xl">
            {t("signIn.title")}
          </h1>
          <p className="mt-4 max-w-[24rem] text-lg text-ink-2">{t("signIn.lead")}</p>
        </div>
        <div className="flex-1 md:border-s md:border-line md:ps-20">
          <SignInForm signIn={signIn} refused={refused} />
        </div>
      </main>
    </div>
  );
}
