import { openServerCalls } from "../../support/server/serverCalls.ts";
import type {
  CreatePresentationResponse,
  JoinResponse,
  TokenResponse,
} from "../../../schema/protocol/api.ts";
import { PROJECT } from "../load/script.ts";
import type { RoomAccess } from "../load/wires/wire.ts";

const AT_ONCE = 8;
const NAME_DIGITS = 5;

/** Rooms of a server that creates them on the first connection. */
export const nameRooms = (count: number): readonly RoomAccess[] =>
  Array.from({ length: count }, (_, place) => ({
    name: `room-${String(place).padStart(NAME_DIGITS, "0")}`,
    agentToken: "",
    viewerTokens: [],
  }));

/** Presentations created over our HTTP interface, with all participants' tokens. */
export async function makeRooms(
  port: number,
  count: number,
  viewers: number,
): Promise<readonly RoomAccess[]> {
  const calls = openServerCalls(`http://127.0.0.1:${port}`);
  const agent = await calls.signIn();
  const post = async <Body>(path: string, body: object): Promise<Body> => {
    const response = await calls.call("POST", path, body, agent);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  const make = async (): Promise<RoomAccess> => {
    const made = await post<CreatePresentationResponse>("/api/presentations", { project: PROJECT });
    const path = `/api/presentations/${made.id}`;
    const secret = new URL(made.link).hash.slice(1);
    const { token } = await post<TokenResponse>(`${path}/tokens`, { role: "agent" });
    const viewerTokens: string[] = [];
    await inTurns(viewers, count === 1 ? AT_ONCE : 1, async () => {
      viewerTokens.push((await post<JoinResponse>(`${path}/join`, { secret, name: "Bob" })).token);
    });
    return { name: made.room, agentToken: token, viewerTokens };
  };
  const rooms: RoomAccess[] = [];
  await inTurns(count, AT_ONCE, async () => void rooms.push(await make()));
  return rooms;
}

async function inTurns(count: number, atOnce: number, act: () => Promise<void>): Promise<void> {
  let left = count;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await act();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
