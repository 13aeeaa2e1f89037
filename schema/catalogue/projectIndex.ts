import type {
  Building,
  Floor,
  GalleryImage,
  Layout,
  Masterplan,
  Plan,
  Project,
  Unit,
} from "./catalogue.ts";
import type { Orbit, Panorama } from "./around.ts";

/** A project's objects by id. Built once per project: the chessboard and every validation use it. */
export interface ProjectIndex {
  readonly project: Project;
  readonly masterplans: ReadonlyMap<string, Masterplan>;
  readonly buildings: ReadonlyMap<string, Building>;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly images: ReadonlyMap<string, GalleryImage>;
  readonly orbits: ReadonlyMap<string, Orbit>;
  readonly panoramas: ReadonlyMap<string, Panorama>;
  readonly aspects: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly unitsByBuilding: ReadonlyMap<string, readonly Unit[]>;
  readonly unitsByLayout: ReadonlyMap<string, readonly Unit[]>;
  /** `undefined` where the building has no such floor. */
  floor(building: string, floor: number): Floor | undefined;
}

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]) =>
  new Map(things.map((thing) => [thing.id, thing]));

function group(units: readonly Unit[], key: (unit: Unit) => string | undefined) {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const name = key(unit);
    if (name === undefined) continue;
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [unit]);
    else members.push(unit);
  }
  return groups;
}

export function indexProject(project: Project): ProjectIndex {
  const floors = new Map(
    project.buildings.flatMap((building) =>
      building.floors.map((floor) => [`${building.id}/${floor.number}`, floor] as const),
    ),
  );
  return {
    project,
    masterplans: byId(project.masterplans),
    buildings: byId(project.buildings),
    plans: byId(project.plans),
    layouts: byId(project.layouts),
    images: byId(project.gallery),
    orbits: byId(project.orbits ?? []),
    panoramas: byId(project.panoramas ?? []),
    aspects: new Set(project.aspects.map((aspect) => aspect.id)),
    units: byId(project.units),
    unitsByBuilding: group(project.units, (unit) => unit.building),
    unitsByLayout: group(project.units, (unit) => unit.layout),
    floor: (building, floor) => floors.get(`${building}/${floor}`),
  };
}

/** The first view of a presentation of this project: its first masterplan, or a substitute. */
export function firstView(project: Project) {
  const [masterplan] = project.masterplans;
  if (masterplan !== undefined) return { screen: "masterplan", masterplan: masterplan.id } as const;
  const [building] = project.buildings;
  if (building !== undefined) return { screen: "building", building: building.id } as const;
  return { screen: "layouts" } as const;
}
