import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../figures.ts";
import type { Changes, PathValue } from "../model/changes.ts";
import { Json } from "./Json.tsx";

interface StateTreeProps {
  readonly entries: ReadonlyMap<string, unknown>;
  readonly changes: Changes;
  readonly moment: number | undefined;
  readonly nowMs: number;
}

/** How long the former value is shown beside the new one. */
export const FRESH_MS = 3000;

interface Group {
  readonly key: string;
  /** The entry as one line, or one line per field. */
  readonly fields: readonly (readonly [name: string, path: string, value: unknown])[];
  readonly value: unknown;
}

function groupsOf(entries: ReadonlyMap<string, unknown>): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [key, value] of entries) {
    const [family = key, ...rest] = key.split("/");
    if (rest.length > 0) {
      const before = groups.get(family)?.fields ?? [];
      const field = [rest.join("/"), key, value] as const;
      groups.set(family, { key: family, fields: [...before, field], value: undefined });
    } else if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      const fields = Object.entries(value).map(
        ([name, inner]) => [name, `${key}/${name}`, inner as unknown] as const,
      );
      groups.set(key, { key, fields, value });
    } else {
      groups.set(key, { key, fields: [], value });
    }
  }
  return [...groups.values()];
}

/** Keys with their fields. A field shows its former value, and all of them when pressed. */
export function StateTree({ entries, changes, moment, nowMs }: StateTreeProps) {
  const { t } = useTranslation("inspector");
  const [opened, setOpened] = useState<string>();
  const line = (name: string, path: string, value: unknown) => (
    <PathLine
      key={path}
      name={name}
      value={value}
      values={changes.of(path)}
      moment={moment}
      nowMs={nowMs}
      open={opened === path}
      onToggle={() => setOpened(opened === path ? undefined : path)}
      path={path}
    />
  );
  return (
    <ul className="font-mono text-xs">
      {groupsOf(entries).map(({ key, fields, value }) => {
        if (fields.length === 0) return line(key, key, value);
        const count = Math.max(...fields.map(([, path]) => changes.of(path).length - 1));
        return (
          <li key={key}>
            <p className="px-1 py-0.5 text-ink-2">
              {key}
              {count > 0 && (
                <span className="ps-2 font-sans text-2xs text-ink-3">
                  {t("state.changes", { count })}
                </span>
              )}
            </p>
            <ul className="ps-4">{fields.map(([name, path, inner]) => line(name, path, inner))}</ul>
          </li>
        );
      })}
    </ul>
  );
}

interface PathLineProps {
  readonly name: string;
  readonly path: string;
  readonly value: unknown;
  readonly values: readonly PathValue[];
  readonly moment: number | undefined;
  readonly nowMs: number;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function PathLine({ name, path, value, values, moment, nowMs, open, onToggle }: PathLineProps) {
  const { t } = useTranslation("inspector");
  const atMs = moment ?? Math.max(nowMs, values.at(-1)?.atMs ?? 0);
  const position = values.findLastIndex((change) => change.atMs <= atMs);
  const current = values[position];
  const before = values[position - 1];
  const fresh = current !== undefined && before !== undefined && atMs - current.atMs < FRESH_MS;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className={`flex w-full flex-wrap gap-x-2 px-1 py-0.5 text-start hover:bg-recess max-md:min-h-11 max-md:items-center ${fresh ? "bg-gold-wash shadow-[inset_2px_0_var(--gold-mark)]" : ""}`}
      >
        <span className="text-ink">{name}</span>
        {fresh && before.value !== undefined && (
          <s className="text-ink-3">
            <Json value={before.value} />
          </s>
        )}
        <span className="min-w-0 break-words">
          <Json value={value} />
        </span>
      </button>
      {open && (
        <ol
          aria-label={t("state.history", { path })}
          className="mb-1 border-s border-line-strong ps-3"
        >
          {values.toReversed().map((change) => (
            <li key={change.atMs} className="flex gap-3 py-0.5 text-2xs">
              <span className="shrink-0 text-ink-3">{clockTime(change.atMs)}</span>
              {change.value === undefined ? (
                <span className="text-ink-3">{t("state.gone")}</span>
              ) : (
                <Json value={change.value} />
              )}
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
