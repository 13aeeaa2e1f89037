import type { Actor } from "../model/timeline.ts";

const COLOURS: Readonly<Record<Actor, string>> = {
  agent: "bg-gold-mark",
  buyer: "bg-other",
  server: "bg-ink-3",
  inspector: "border border-ink-3",
};

/** Gold is the agent's hand, blue another viewer; the server and inspectors are grey. */
export function ActorDot({ actor }: { readonly actor: Actor }) {
  return <span aria-hidden="true" className={`size-1.5 shrink-0 rounded-pill ${COLOURS[actor]}`} />;
}
