import { tabStorage } from "../../../base/storage.ts";
import { ANSWER_MS } from "../../../session/requests.ts";
import { visitKey } from "../../../join/visitKey.ts";

/**
 * The first moment of a buyer's page. The server sends it with the join page drawn already, so that there is something
 * to read and to type into before any script has come. What can be done without the scripts is begun here.
 */
export interface EarlyJoin {
  /** Answers the door's first question with what was asked before the page could ask; all else is the browser's. */
  readonly fetch: typeof fetch;
  /** Whether the button was pressed before the page could hear it. Told once; from then on the page hears by itself. */
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

interface Question {
  readonly url: string;
  readonly body: string;
}

const questionOf = (id: string, secret: string): Question => ({
  url: `/api/presentations/${id}/preview`,
  body: JSON.stringify({ secret }),
});

function askEarly({ url, body }: Question): typeof fetch {
  const abort = new AbortController();
  let early: Promise<Response> | undefined = fetch(url, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body,
    signal: abort.signal,
  });
  const timer = setTimeout(() => abort.abort(), ANSWER_MS);
  const arrived = () => clearTimeout(timer);
  // Nobody may ever ask for it.
  early.then(arrived, arrived);
  return (input, init) => {
    const answer = input === url && init?.body === body ? early : undefined;
    if (answer === undefined) return fetch(input, init);
    early = undefined;
    init?.signal?.addEventListener("abort", () => abort.abort());
    return answer;
  };
}

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
 * Begins at a door that is drawn in the reader's language. `undefined` where a drawn door is not what this reader is to
 * see: with half a link, or in a viewing that goes on after a reload.
 */
export function openEarlyJoin(): EarlyJoin | undefined {
  const [, id] = /^\/p\/([\w.-]+)\/?$/.exec(location.pathname) ?? [];
  const secret = location.hash.slice(1);
  if (id === undefined || secret === "" || isVisited(id)) return undefined;
  return { fetch: askEarly(questionOf(id, secret)), consumeSubmit: hearEarly() };
}
