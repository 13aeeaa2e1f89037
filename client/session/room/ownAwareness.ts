import { Awareness } from "y-protocols/awareness";

/**
 * Awareness whose `update` event, on which y-websocket sends states, reports only this page's own. Otherwise every received
 * state would be echoed, which the server drops: 25 messages a second from a phone that watches a moving pointer.
 */
export class OwnAwareness extends Awareness {
  override emit(name: string, args: unknown[]): void {
    const [, origin] = args;
    if (name !== "update" || origin === "local") super.emit(name, args);
  }
}
