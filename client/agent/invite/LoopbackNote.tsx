import { useTranslation } from "react-i18next";
import type { Api } from "../../session/api.ts";
import { useLoaded } from "../parts/useLoaded.ts";

interface LoopbackNoteProps {
  readonly api: Pick<Api, "networkAddress">;
  readonly link: string;
}

/** The note that a link to this computer opens on no other device, with the command that starts the server for phones. */
export function LoopbackNote({ api, link }: LoopbackNoteProps) {
  const { t } = useTranslation("agent");
  const { value, error } = useLoaded(api, async (server) => ({
    address: await server.networkAddress(),
  }));
  if (value === undefined && error === undefined) return undefined;
  if (value?.address === undefined) {
    return <p className="text-xs text-ink-2">{t("invite.loopbackAlone")}</p>;
  }
  return (
    <p className="text-xs text-ink-2">
      {t("invite.loopback")}{" "}
      <code
        dir="ltr"
        className="mt-1 block text-start font-sans [overflow-wrap:anywhere] text-ink select-all"
      >
        {startCommand(link, value.address)}
      </code>
    </p>
  );
}

/** `localhost`, 127.0.0.0/8 or ::1: another device that opens the link connects to itself. */
const LOOPBACK = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

export const isLoopback = (link: string): boolean => LOOPBACK.test(new URL(link).hostname);

const DEFAULT_PORT = "3000";

/** How to start the server so that its links work at `address`, in a shell; the link's port stays. */
export function startCommand(link: string, address: string): string {
  const url = new URL(link);
  url.hostname = address;
  const everywhere = address.startsWith("[") ? "::" : "0.0.0.0";
  const port = url.port === DEFAULT_PORT ? "" : `PORT=${url.port || "80"} `;
  return `${port}HOST=${everywhere} PUBLIC_URL=${url.origin} npm start`;
}
