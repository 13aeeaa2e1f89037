import type { ReactNode } from "react";

interface ShareLinkProps {
  readonly href: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** A way to hand a link on with the device's own means. */
export function ShareLink({ href, label, children }: ShareLinkProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-(--target) items-center justify-center gap-2 rounded-sm border border-control px-3 text-sm text-ink transition-colors duration-(--motion-state) hover:bg-ground"
    >
      {children}
      {label}
    </a>
  );
}
