import { use, type ReactNode } from "react";
import { getI18n } from "react-i18next";
import type { WebhookApi } from "../../session/webhookApi.ts";
import { addWords } from "../../ui/text/i18n.ts";
import { loadedPart } from "../../ui/parts/loadedPart.tsx";
import { EditorContext } from "../list/listContext.ts";
import { LoadedDialog, useDialog } from "../parts/LoadedDialog.tsx";
import { WebhooksContext } from "./webhooksContext.ts";

/** Loaded when first opened, because few agents connect other programs. */
const WebhooksDialog = loadedPart(async () => {
  const [dialog, words] = await Promise.all([
    import("./WebhooksDialog.tsx"),
    import("../../ui/locales/en/webhooks.json"),
  ]);
  await addWords(getI18n(), "webhooks", words.default);
  return dialog.WebhooksDialog;
});

interface WebhooksHostProps {
  readonly api: WebhookApi;
  readonly children: ReactNode;
}

/** Lets the pages inside it open the webhooks, if the agent may. */
export function WebhooksHost({ api, children }: WebhooksHostProps) {
  const mayEdit = use(EditorContext);
  const dialog = useDialog();
  return (
    <WebhooksContext value={mayEdit ? dialog.open : undefined}>
      {children}
      <LoadedDialog state={dialog}>
        <WebhooksDialog api={api} open={dialog.isOpen} onClose={dialog.close} />
      </LoadedDialog>
    </WebhooksContext>
  );
}
