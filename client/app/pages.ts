import type { ComponentType } from "react";
import type { Words } from "../ui/text/i18n.ts";
import type { Theme } from "../ui/theme.ts";

/** A page of this client with its own English texts; the common ones are always loaded. */
export interface Page {
  readonly Page: ComponentType<{ readonly theme: Theme }>;
  readonly words: Words;
  /** Settles when the page has something to draw besides that it is loading; it never rejects. */
  readonly ready?: Promise<void>;
}

async function loadDesk(): Promise<Page> {
  const [{ DeskRoot }, agent, stage] = await Promise.all([
    import("./DeskRoot.tsx"),
    import("../ui/locales/en/agent.json"),
    import("../ui/locales/en/stage.json"),
  ]);
  return { Page: DeskRoot, words: { agent: agent.default, stage: stage.default } };
}

async function loadSignedIn(): Promise<Page> {
  const [{ SignedInRoot }, agent, stage] = await Promise.all([
    import("./SignedInRoot.tsx"),
    import("../ui/locales/en/agent.json"),
    import("../ui/locales/en/stage.json"),
  ]);
  return { Page: SignedInRoot, words: { agent: agent.default, stage: stage.default } };
}

async function loadBuyer(): Promise<Page> {
  const [{ BuyerPage }, buyer] = await Promise.all([
    import("../buyer/BuyerPage.tsx"),
    import("../ui/locales/en/buyer.json"),
  ]);
  return { Page: BuyerPage, words: { buyer: buyer.default } };
}

async function loadRecap(): Promise<Page> {
  return (await import("../recap/openRecap.tsx")).openRecap();
}

/**
 * Loads the page of an address without its base path; `undefined` for an unknown one. Each page has its own chunk: a
 * buyer's phone never loads the desk.
 */
export async function loadPage(path: string): Promise<Page | undefined> {
  if (path === "/" || path === "/agent" || path.startsWith("/agent/")) return loadDesk();
  if (path.startsWith("/inspect/") || path.startsWith("/replay/")) return loadSignedIn();
  if (path.startsWith("/r/")) return loadRecap();
  return path.startsWith("/p/") ? loadBuyer() : undefined;
}
