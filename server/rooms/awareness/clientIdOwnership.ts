import type { Identity } from "../participant.ts";

type Owner =
  | { readonly kind: "subject"; readonly subject: string; readonly lasting: boolean }
  /** Known from the document, which only agents write. */
  | { readonly kind: "some-agent" };

/**
 * Owner of each Yjs client id. The first own state binds an id to its connection's subject, and no other subject may
 * use it while the binding lasts. An agent's ids stay bound as long as the room is open, so that nobody takes the
 * agent's place during a reconnect.
 */
export class ClientIdOwnership {
  readonly #owners = new Map<number, Owner>();

  /** Keeps ids for agents before any of them has spoken: those that write the document. Owned ones stay owned. */
  reserveForAgents(clientIds: Iterable<number>): void {
    for (const clientId of clientIds) {
      if (!this.#owners.has(clientId)) this.#owners.set(clientId, { kind: "some-agent" });
    }
  }

  /** False when the id belongs to another subject. */
  claim(clientId: number, identity: Identity): boolean {
    if (!this.mayClaim(clientId, identity)) return false;
    const { subject, role } = identity;
    this.#owners.set(clientId, { kind: "subject", subject, lasting: role === "agent" });
    return true;
  }

  /**
   * Binds an id as another process reports it. When two processes bound it to two subjects at once, all decide alike:
   * the agent wins, else the subject that sorts first. False when the id stays with another subject.
   */
  settle(clientId: number, identity: Identity): boolean {
    if (this.claim(clientId, identity)) return true;
    const owner = this.#owners.get(clientId);
    if (owner?.kind !== "subject") return false;
    const isAgent = identity.role === "agent";
    const isFirst = identity.subject < owner.subject;
    if (owner.lasting === isAgent ? !isFirst : owner.lasting) return false;
    this.#owners.set(clientId, { kind: "subject", subject: identity.subject, lasting: isAgent });
    return true;
  }

  mayClaim(clientId: number, identity: Identity): boolean {
    const owner = this.#owners.get(clientId);
    if (owner === undefined) return true;
    return owner.kind === "subject"
      ? owner.subject === identity.subject
      : identity.role === "agent";
  }

  /** Forgets an id that left, unless it is an agent's. */
  release(clientId: number): void {
    const owner = this.#owners.get(clientId);
    if (owner?.kind === "subject" && !owner.lasting) this.#owners.delete(clientId);
  }
}
