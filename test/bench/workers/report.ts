import { repeated } from "../figures/evaluate.ts";
import type { FigureName, Sample } from "../figures/sample.ts";
import { pairedRatios, spreadOf } from "../figures/statistics.ts";
import type { LoadCase } from "../plan/cases.ts";
import { IN_WORKERD, type System } from "../plan/systems.ts";
import { COLUMNS, formatSpread, formatTable } from "../report/format.ts";
import { describeMachine, type Machine } from "../report/machine.ts";

const FIGURES: readonly FigureName[] = [
  "microsPerDelivery",
  "cpuShare",
  "changeP50Ms",
  "changeP99Ms",
  "pointerP50Ms",
  "pointerP99Ms",
  "bytesPerDelivery",
  "deliveredShare",
];

const EXPLANATION = `One object a room in \`workerd\`, the platform's own runtime, through miniflare, both on one core and in turns.
Ours is \`npm run workers\`: rooms made over HTTP, room tokens, read-only buyers, every change checked against the project and stored,
awareness owned by its connection, the history. \`y-partyserver\` hibernates and stores the document as its documentation
shows, and checks nothing. CPU is that of the \`workerd\` process, with a resolution of 10 ms, for each change or pointer
that a viewer received. On the platform each object has a thread of its own; here all of them share one.`;

function rowOf({ name, title }: System, loadCase: LoadCase, samples: readonly Sample[]) {
  const mine = samples.filter((sample) => sample.case === loadCase.name && sample.system === name);
  const remarks = mine.flatMap(({ failed, loadBound, lost }) => [
    ...(failed === undefined ? [] : [`failed: ${failed}`]),
    ...(loadBound === undefined ? [] : [`load-bound: ${loadBound}`]),
    ...(lost === undefined ? [] : [`lost ${lost}`]),
  ]);
  const cells = FIGURES.map((figure) => {
    const spread = spreadOf(mine.flatMap(({ figures }) => figures[figure] ?? []));
    return spread === undefined ? "–" : formatSpread(spread, COLUMNS[figure].scale);
  });
  return [remarks[0] === undefined ? title : `${title} (${remarks[0]})`, ...cells];
}

/** Ours over theirs, each within one repetition. */
function ratioOf(loadCase: LoadCase, samples: readonly Sample[]): string {
  const figure = "microsPerDelivery";
  const ratios = pairedRatios(
    repeated(samples, loadCase.name, "workers", figure),
    repeated(samples, loadCase.name, "y-partyserver", figure),
  );
  const spread = spreadOf(ratios);
  return spread === undefined ? "" : `CPU a delivery, ours over theirs: ${formatSpread(spread)}.\n`;
}

/** `versions` are those of the runtime and of the peer. */
export function writeReport(
  machine: Machine,
  versions: string,
  cases: readonly LoadCase[],
  samples: readonly Sample[],
): string {
  const head = ["", ...FIGURES.map((figure) => COLUMNS[figure].title)];
  const tables = cases.map((loadCase) => {
    const rows = IN_WORKERD.map((system) => rowOf(system, loadCase, samples));
    return `## ${loadCase.title}\n\n${formatTable(head, rows)}\n\n${ratioOf(loadCase, samples)}`;
  });
  return [
    "# Objects of the platform",
    EXPLANATION,
    describeMachine(machine),
    versions,
    ...tables,
  ].join("\n\n");
}
