import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import type { StageProps } from "../types.ts";
import { createFlights, type Flights } from "./flights.ts";

export interface FlyingSceneProps {
  readonly flights: Flights;
  readonly view: StageProps["state"]["view"];
  readonly index: StageProps["index"];
  readonly children: ReactNode;
}

/** A scene from which, and to which, the camera flies. Its key is the scene's. */
export function FlyingScene({ flights, view, index, children }: FlyingSceneProps) {
  const scene = useRef<HTMLDivElement>(null);
  const shown = useRef({ view, index });
  useLayoutEffect(() => {
    shown.current = { view, index };
  });
  useLayoutEffect(() => {
    const element = scene.current;
    if (element === null) return;
    flights.arrive({ element, ...shown.current });
    return () => flights.leave({ element, ...shown.current });
  }, [flights]);
  // After the effects of the children, which give pictures their size.
  useEffect(() => flights.depart(), [flights]);
  return (
    <div ref={scene} className="stage-view">
      {children}
    </div>
  );
}

/** Where outgoing scenes are drawn. Stands after the scene, under pointers. */
export function Sky({ flights }: Pick<FlyingSceneProps, "flights">) {
  const sky = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    flights.attach(sky.current);
    return () => flights.attach(null);
  }, [flights]);
  return <div ref={sky} className="stage-sky" aria-hidden="true" />;
}

export function useFlights(): Flights {
  const [flights] = useState(createFlights);
  return flights;
}
