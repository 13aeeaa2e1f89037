import { useTranslation } from "react-i18next";
import { ApiError } from "../../session/api.ts";

const SAID = ["network", "unauthorized", "wrong_key", "too_many_attempts", "unknown"] as const;

/** Texts for errors of calls: the cause and the next step. */
export function useErrorWords(): (error: unknown) => string {
  const { t } = useTranslation("agent");
  return (error) => {
    const code = error instanceof ApiError ? error.code : undefined;
    const said = SAID.find((known) => known === code);
    return t(`error.${said ?? "server"}`);
  };
}
