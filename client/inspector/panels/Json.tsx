/** A value as code, in one line: names grey, numbers blue, texts green. */
export function Json({ value }: { readonly value: unknown }) {
  switch (typeof value) {
    case "string":
      return <span className="text-available">{JSON.stringify(value)}</span>;
    case "number":
    case "boolean":
      return <span className="text-other">{String(value)}</span>;
    case "object":
      return value === null ? (
        <span className="text-ink-3">null</span>
      ) : (
        <Structure value={value} />
      );
    default:
      return <span className="text-ink-3">{String(value)}</span>;
  }
}

function Structure({ value }: { readonly value: object }) {
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  return (
    <span>
      {isList ? "[" : "{"}
      {entries.map(([name, inner], position) => (
        <span key={name}>
          {position > 0 && ", "}
          {!isList && <span className="text-ink-2">{name}: </span>}
          <Json value={inner} />
        </span>
      ))}
      {isList ? "]" : "}"}
    </span>
  );
}
