import { LIVING } from "./living.ts";
import { LOBBY } from "./lobby.ts";
import { MARINA } from "./marina.ts";
import { POOL } from "./pool.ts";
import type { Scene } from "./scene.ts";
import { SECTION } from "./section.ts";
import { SUN } from "./sun.ts";

/** The gallery, in the order it is shown. */
export const SCENES: readonly Scene[] = [LIVING, POOL, LOBBY, MARINA, SECTION, SUN];
