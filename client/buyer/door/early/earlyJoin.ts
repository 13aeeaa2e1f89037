import { basePath, withoutBase } from "../../../base/basePath.ts";
import { tabStorage } from "../../../base/storage.ts";
import { sendEarly, type EarlyRequest } from "../../../join/earlyRequest.ts";
import { visitKey } from "../../../join/visitKey.ts";

/**
 * Joining before the scripts are loaded. The server sends the join page prerendered; the first request and an early
 * submit are handled here until React takes over.
 */
export interface EarlyJoin {
  /** The browser's `fetch`, which answers the first preview request with the one already sent. */
  readonly fetch: typeof fetch;
  /** Whether the form was submitted before hydration. True at most once; later submits are React's. */
  readonly consumeSubmit: () => boolean;
}

declare global {
  interface Window {
    /** Left by the drawn page's own first script, which runs long before the modules. */
    earlyJoin?: EarlyJoin;
  }
}

const BARE: EarlyJoin = {
  fetch: (input, init) => fetch(input, init),
  consumeSubmit: () => false,
};

export const currentEarlyJoin = (): EarlyJoin => window.earlyJoin ?? BARE;

const questionOf = (id: string, secret: string): EarlyRequest => ({
  url: `${basePath()}/api/presentations/${id}/preview`,
  body: JSON.stringify({ secret }),
});

function hearEarly(): () => boolean {
  let pressed = false;
  const press = (submit: Event) => {
    submit.preventDefault();
    pressed = true;
  };
  document.addEventListener("submit", press);
  return () => {
    document.removeEventListener("submit", press);
    const told = pressed;
    pressed = false;
    return told;
  };
}

const isVisited = (id: string): boolean => tabStorage.getItem(visitKey(id)) !== null;

/**
 * Starts the early join on a page prerendered in the reader's language. `undefined` where another page follows: with half
 * a link, or in a viewing that is resumed after a reload.
 */
export function openEarlyJoin(): EarlyJoin | undefined {
  const [, id] = /^\/p\/([\w.-]+)\/?$/.exec(withoutBase(location.pathname)) ?? [];
  const secret = location.hash.slice(1);
  if (id === undefined || secret === "" || isVisited(id)) return undefined;
  return { fetch: sendEarly(questionOf(id, secret)), consumeSubmit: hearEarly() };
}
