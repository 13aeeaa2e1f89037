import { useEffect, useRef, type ReactNode } from "react";

const LONG = 22;

export interface TitleProps {
  readonly children: string;
  /** Takes the focus when it appears: a page replaced another one. */
  readonly focused?: boolean;
  /** A title that is replaced in a moment: set in a device typeface, so that it waits for none. */
  readonly passing?: boolean;
}

/** The serif title of a whole page: two lines at most, one step smaller when it is long. */
export function Title({ children, focused = false, passing = false }: TitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) heading.current?.focus({ preventScroll: true });
  }, [focused]);
  const size =
    children.length > LONG
      ? "text-[min(2.375rem,13vw)]"
      : "text-[min(clamp(2.375rem,12vw,3.25rem),14vw)] [@media(max-height:30rem)]:text-[min(2.375rem,14vw)]";
  return (
    <h1
      ref={heading}
      tabIndex={-1}
      title={children}
      className={`line-clamp-3 shrink-0 sm:line-clamp-2 pb-[0.18em] ${passing ? "font-at-hand" : "font-display"} leading-tight text-balance outline-none no-focus-ring ${size}`}
    >
      <bdi>{children}</bdi>
    </h1>
  );
}

/** The sentence under a title. */
export function Lead({ children }: { readonly children: ReactNode }) {
  return <p className="mt-2 text-lg text-pretty text-ink-2">{children}</p>;
}
