import { Suspense, useRef } from "react";
import type { View } from "../../schema/presentation/presentation.ts";
import { orbitAfter, useOrbitAhead } from "./around/orbit/useOrbitAhead.ts";
import { BuildingView } from "./building/BuildingView.tsx";
import { isGrounded } from "./building/parts.ts";
import { CompareView } from "./compare/CompareView.tsx";
import { FlyingScene, Sky, useFlights } from "./flight/FlyingScene.tsx";
import { FloorView } from "./floor/FloorView.tsx";
import { GoneView, isGone } from "./GoneView.tsx";
import { GalleryView } from "./gallery/GalleryView.tsx";
import { HomePanel } from "./home/HomePanel.tsx";
import { HomeView } from "./home/HomeView.tsx";
import { LayoutView } from "./layouts/LayoutView.tsx";
import { LayoutsView } from "./layouts/LayoutsView.tsx";
import { MasterplanView } from "./masterplan/MasterplanView.tsx";
import { PointerOverlay } from "./pointer/PointerOverlay.tsx";
import { useHold } from "./pointer/useHold.ts";
import { usePointerReport } from "./pointer/usePointerReport.ts";
import { ShortlistView } from "./shortlist/ShortlistView.tsx";
import { loadedPart } from "../ui/parts/loadedPart.tsx";
import type { StageProps } from "./types.ts";
import "./stage.css";

const loadOrbitView = async () => (await import("./around/orbit/OrbitView.tsx")).OrbitView;
const OrbitView = loadedPart(loadOrbitView);
const CustomView = loadedPart(async () => (await import("./custom/CustomView.tsx")).CustomView);
const PanoramaView = loadedPart(
  async () => (await import("./around/panorama/PanoramaView.tsx")).PanoramaView,
);

/**
 * Draws a presentation's state for one screen, language and direction. Fills its parent and scrolls inside. Used by
 * agent, buyer, recap and tests; independent of the network.
 */
export function Stage(props: StageProps) {
  const { state, index, form, pointing, sink, held, onHold, visit = 0 } = props;
  const area = useRef<HTMLDivElement>(null);
  usePointerReport(area, sink);
  const hold = useHold(area, onHold);
  const flights = useFlights();
  const isLive = pointing !== undefined;
  useOrbitAhead(area, isLive ? orbitAfter(state.view, index) : undefined, loadOrbitView);
  return (
    <div
      ref={area}
      className="stage"
      data-form={form}
      data-screen={state.view.screen}
      data-held={held === true ? "" : undefined}
    >
      <FlyingScene
        key={`${visit} ${sceneOf(state.view, props)}`}
        flights={flights}
        view={state.view}
        index={index}
      >
        <Suspense>
          <Scene {...props} />
        </Suspense>
      </FlyingScene>
      <Sky flights={flights} />
      {hold !== undefined && (
        <span className="hold-ring" aria-hidden="true" style={{ left: hold.x, top: hold.y }} />
      )}
      {pointing !== undefined && <PointerOverlay area={area} source={pointing} index={index} />}
    </div>
  );
}

function Scene(props: StageProps) {
  const { view } = props.state;
  if (isGone(view, props.index)) return <GoneView {...props} />;
  switch (view.screen) {
    case "masterplan":
      return <MasterplanView {...props} view={view} />;
    case "building":
      return <BoardScene {...props} building={view.building} home={undefined} />;
    case "floor":
      return isGrounded(view.building, props.index) ? (
        <BoardScene {...props} building={view.building} home={undefined} />
      ) : (
        <FloorView {...props} view={view} />
      );
    case "layouts":
      return <LayoutsView {...props} view={view} />;
    case "layout":
      return <LayoutView {...props} view={view} />;
    case "unit":
      return props.form === "desk" ? (
        <BoardScene {...props} building={props.index.units.get(view.unit)?.building} home={view} />
      ) : (
        <HomeView {...props} view={view} />
      );
    case "gallery":
      return <GalleryView {...props} view={view} />;
    case "orbit":
      return <OrbitView {...props} view={view} />;
    case "panorama":
      return <PanoramaView {...props} view={view} />;
    case "custom":
      return <CustomView {...props} view={view} />;
    case "compare":
      return <CompareView {...props} view={view} />;
    case "shortlist":
      return <ShortlistView {...props} view={view} />;
  }
}

interface BoardSceneProps extends StageProps {
  readonly building: string | undefined;
  readonly home: Extract<View, { screen: "unit" }> | undefined;
}

/** On the desk a home opens beside its building's board, which keeps its place, scroll position and focus. */
function BoardScene({ building, home, ...stage }: BoardSceneProps) {
  if (building === undefined) return undefined;
  return (
    <div className="stage-beside">
      <BuildingView {...stage} view={{ screen: "building", building }} selected={home?.unit} />
      {home !== undefined && (
        <aside className="stage-panel" data-clip="">
          <HomePanel {...stage} view={home} />
        </aside>
      )}
    </div>
  );
}

/**
 * Identifies the content between which a cross-fade runs. Views of one scene change in place: a board keeps its scroll
 * position.
 */
function sceneOf(view: View, { form, index }: StageProps): string {
  switch (view.screen) {
    case "masterplan":
      return `masterplan ${view.masterplan}`;
    case "building":
      return `board ${view.building}`;
    case "floor":
      if (isGrounded(view.building, index)) return `board ${view.building}`;
      return `floor ${view.building}/${view.floor}`;
    case "layout":
      return `layout ${view.layout}`;
    case "unit":
      return form === "desk"
        ? `board ${index.units.get(view.unit)?.building ?? ""}`
        : `unit ${view.unit}`;
    case "orbit":
      return `orbit ${view.orbit}`;
    case "custom":
      return `custom ${view.name}`;
    case "layouts":
    case "gallery":
    case "panorama":
    case "compare":
    case "shortlist":
      return view.screen;
  }
}
