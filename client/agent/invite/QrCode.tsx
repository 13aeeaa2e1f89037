import { useMemo } from "react";
import { encode } from "uqr";

/** Modules of quiet ground around the code, as scanners need it. */
const QUIET = 4;

/** A link as a QR code: one path, black on white in both themes, because scanners expect it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const code = encode(text, { ecc: "M", border: 0 });
    const runs = code.data.flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
    );
    return { size: code.size + 2 * QUIET, path: runs.join("") };
  }, [text]);
  return (
    <figure>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        data-theme="light"
        className="block w-full rounded-xs bg-paper"
      >
        <path d={path} fill="var(--ink)" />
      </svg>
      <figcaption className="sr-only">{label}</figcaption>
    </figure>
  );
}
