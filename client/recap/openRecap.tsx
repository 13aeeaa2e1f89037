import recap from "../ui/locales/en/recap.json";
import stage from "../ui/locales/en/stage.json";
import { openRecapHere } from "./flow/recapHere.ts";
import { RecapPage } from "./RecapPage.tsx";
import "./styles.css";

/** The page of this address' recap, with its English texts; `ready` once there is something to draw. Asks for the recap. */
export function openRecap() {
  const first = openRecapHere();
  const ready = first.flow.look();
  // Behind all that the first screen needs. Who draws it loads it again if it does not come.
  import("./whole/WholeRecap.tsx").catch(() => undefined);
  return { Page: () => <RecapPage first={first} />, words: { recap, stage }, ready };
}
