import type { Unit } from "../../../schema/catalogue.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { useWords } from "../../ui/words.ts";
import { JustChanged } from "./JustChanged.tsx";

interface HomeTitleProps {
  readonly unit: Unit;
  readonly form: "desk" | "phone";
}

/** The number in the development's voice, the status at the line's end. */
export function HomeTitle({ unit, form }: HomeTitleProps) {
  const words = useWords();
  const name = words.unit(unit);
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <h1
        className="line-clamp-2 font-display text-[min(2.375rem,13vw)] leading-tight"
        title={name}
      >
        <bdi dir={unit.label === undefined ? undefined : "ltr"}>{name}</bdi>
      </h1>
      <div className={`text-end ${form === "phone" ? "text-lg" : "text-sm"}`}>
        {unit.status !== undefined && (
          <StatusMark status={unit.status} word size={form === "phone" ? 13 : 11} />
        )}
        <JustChanged key={unit.id} unit={unit} />
      </div>
    </div>
  );
}
