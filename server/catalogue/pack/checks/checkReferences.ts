import { currencyDigits } from "../../../../schema/catalogue/currencies.ts";
import type { JsonPath } from "../json/json.ts";
import type { ReportAt } from "../json/jsonReport.ts";
import type { Pack } from "../pack.ts";
import type { PackFile } from "../json/packFile.ts";

function checkUnique(
  keys: readonly (string | number)[],
  pathAt: (index: number) => JsonPath,
  reportAt: ReportAt,
): void {
  const seen = new Set<string | number>();
  for (const [index, key] of keys.entries()) {
    if (seen.has(key)) reportAt(pathAt(index), `${JSON.stringify(key)} is there twice`);
    seen.add(key);
  }
}

function checkIds(pack: Pack, reportAt: ReportAt): void {
  const collections = [
    "aspects",
    "masterplans",
    "buildings",
    "layouts",
    "gallery",
    "orbits",
    "panoramas",
  ] as const;
  for (const name of collections) {
    checkUnique(
      pack[name].map(({ id }) => id),
      (index) => [name, index, "id"],
      reportAt,
    );
  }
  for (const [at, building] of pack.buildings.entries()) {
    checkUnique(
      building.floors.map((floor) => floor.number),
      (index) => ["buildings", at, "floors", index, "number"],
      reportAt,
    );
  }
  for (const [id, plan] of Object.entries(pack.plans)) {
    checkUnique(
      plan.units.map((unit) => unit.position),
      (index) => ["plans", id, "units", index, "position"],
      reportAt,
    );
  }
}

function checkMasterplans({ pack, damaged, reportAt }: PackFile): void {
  if (damaged.has("buildings")) return;
  const buildings = new Set(pack.buildings.map(({ id }) => id));
  for (const [at, masterplan] of pack.masterplans.entries()) {
    for (const [index, { building }] of masterplan.buildings.entries()) {
      if (buildings.has(building)) continue;
      reportAt(
        ["masterplans", at, "buildings", index, "building"],
        `no building ${JSON.stringify(building)}`,
      );
    }
  }
}

function checkBuildings({ pack, damaged, reportAt }: PackFile): void {
  for (const [at, building] of pack.buildings.entries()) {
    for (const [index, { plan }] of building.floors.entries()) {
      if (plan === undefined || damaged.has("plans") || Object.hasOwn(pack.plans, plan)) continue;
      reportAt(["buildings", at, "floors", index, "plan"], `no plan ${JSON.stringify(plan)}`);
    }
    const numbers = new Set(building.floors.map((floor) => floor.number));
    for (const [index, { floor }] of (building.facade?.floors ?? []).entries()) {
      if (numbers.has(floor)) continue;
      reportAt(
        ["buildings", at, "facade", "floors", index, "floor"],
        `no floor ${floor} in building ${JSON.stringify(building.id)}`,
      );
    }
  }
}

/** Reports duplicate ids and references to unknown things. */
export function checkReferences(file: PackFile): void {
  const { pack, damaged, reportAt } = file;
  checkIds(pack, reportAt);
  checkMasterplans(file);
  checkBuildings(file);
  if (!damaged.has("currency") && currencyDigits(pack.currency) === undefined) {
    reportAt(["currency"], `no currency ${JSON.stringify(pack.currency)}`);
  }
}
