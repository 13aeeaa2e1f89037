import type { Identity } from "../participant.ts";

/** `some-agent` is known from the document, which only agents write. */
type Owner = Pick<Identity, "subject" | "role"> | "some-agent";

/**
 * Owner of each Yjs client id. The first own state binds an id to its connection's subject, and no other subject may
 * use it while the binding lasts. An agent's ids stay bound as long as the room is open, so that nobody takes the
 * agent's place during a reconnect.
 */
export class ClientIdOwnership {
  readonly #owners = new Map<number, Owner>();

  /** Reserves the ids that wrote the document for agents, before their first own state. Owned ids keep their owner. */
  reserveForAgents(clientIds: Iterable<number>): void {
    for (const clientId of clientIds) {
      if (!this.#owners.has(clientId)) this.#owners.set(clientId, "some-agent");
    }
  }

  /** False when the id belongs to another subject. */
  claim(clientId: number, identity: Identity): boolean {
    if (!this.mayClaim(clientId, identity)) return false;
    this.#owners.set(clientId, identity);
    return true;
  }

  /**
   * Binds an id as another process reports it. When two processes bound it to two subjects at once, all decide alike:
   * the agent wins, else the subject that sorts first. False when the id stays with another subject.
   */
  settle(clientId: number, identity: Identity): boolean {
    if (this.claim(clientId, identity)) return true;
    const owner = this.#owners.get(clientId);
    if (owner === undefined || owner === "some-agent") return false;
    const isFirst = identity.subject < owner.subject;
    const isAgents = owner.role === "agent";
    if (isAgents === (identity.role === "agent") ? !isFirst : isAgents) return false;
    this.#owners.set(clientId, identity);
    return true;
  }

  mayClaim(clientId: number, identity: Identity): boolean {
    const owner = this.#owners.get(clientId);
    if (owner === undefined) return true;
    return owner === "some-agent" ? identity.role === "agent" : owner.subject === identity.subject;
  }

  /** Forgets an id that left, unless it is an agent's. */
  release(clientId: number): void {
    const owner = this.#owners.get(clientId);
    if (owner !== "some-agent" && owner?.role !== "agent") this.#owners.delete(clientId);
  }
}
