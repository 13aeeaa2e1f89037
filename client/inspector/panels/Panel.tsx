import type { ReactNode, Ref } from "react";

interface PanelProps {
  readonly title: string;
  /** Content at the row's end. */
  readonly aside?: ReactNode;
  readonly lead?: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly place?: Ref<HTMLElement>;
}

/** One section of the inspector: title, aside and content. */
export function Panel({ title, aside, lead, children, className = "", place }: PanelProps) {
  return (
    <section
      ref={place}
      aria-label={title}
      className={`flex flex-col px-4 pt-3 pb-2 contain-content ${className}`}
    >
      <header className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-sm font-medium">{title}</h3>
        {lead !== undefined && <p className="text-xs text-ink-3">{lead}</p>}
        {aside !== undefined && (
          <div className="ms-auto flex items-center gap-2 text-xs text-ink-2">{aside}</div>
        )}
      </header>
      {children}
    </section>
  );
}

/** A name and its value. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_minmax(0,1fr)] gap-2 py-0.5 font-mono text-xs">
      <dt className="text-ink-2">{name}</dt>
      <dd className="break-words text-ink">{children}</dd>
    </div>
  );
}
