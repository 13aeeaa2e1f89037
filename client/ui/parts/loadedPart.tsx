import { createContext, lazy, use, type ComponentType } from "react";

/** Which attempt at drawing a part this is: another value after each retry. */
export const AttemptContext = createContext(0);

/**
 * A component whose code is loaded when it is first drawn. React keeps a failure of `lazy` forever; this one loads again in
 * the next attempt of the `Part` around it.
 */
export function loadedPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let failedIn: number | undefined;
  const loadIn = (attempt: number) =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (error) {
        failedIn = attempt;
        throw error;
      }
    });
  let current: ReturnType<typeof loadIn> | undefined;
  function loadedIn(attempt: number) {
    const again = failedIn !== undefined && failedIn !== attempt;
    if (again) failedIn = undefined;
    if (again || current === undefined) current = loadIn(attempt);
    return current;
  }
  return function LoadedPart(props: Props) {
    const Loaded = loadedIn(use(AttemptContext));
    return <Loaded {...props} />;
  };
}
