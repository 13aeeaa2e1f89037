import recap from "../ui/locales/en/recap.json";
import stage from "../ui/locales/en/stage.json";
import { openRecapHere } from "./flow/recapHere.ts";
import { RecapPage } from "./RecapPage.tsx";
import "./styles.css";

/** The page of this address' recap, with its English texts; `ready` once there is something to draw. Requests the recap. */
export function openRecap() {
  const first = openRecapHere();
  const ready = first.flow.look();
  // Requested after everything that the first screen needs. After a failure, the component that renders it loads it again.
  import("./whole/WholeRecap.tsx").catch(() => undefined);
  return { Page: () => <RecapPage first={first} />, words: { recap, stage }, ready };
}
