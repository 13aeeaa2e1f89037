import { FrameElement } from "./frameElement.ts";

const query = (fields: Readonly<Record<string, string | null>>): string => {
  const given = Object.entries(fields).filter((field): field is [string, string] =>
    Boolean(field[1]),
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
};

const viewOf = (unit: string | null): string | null => unit && `unit:${unit}`;

/** A button that becomes the link to a presentation of one home or a whole development. */
class PresentElement extends FrameElement {
  protected path(): string {
    const view = viewOf(this.getAttribute("unit"));
    return `agent/embed/present${query({ project: this.getAttribute("project"), view })}`;
  }

  protected heights() {
    return { idle: "3.5rem", live: "40rem" };
  }
}

/** The whole desk. */
class DeskElement extends FrameElement {
  protected path(): string {
    const view = viewOf(this.getAttribute("unit"));
    return `agent${query({ project: this.getAttribute("project"), view })}`;
  }

  protected heights() {
    return { idle: "48rem", live: "48rem" };
  }
}

const ELEMENTS = { "offplan-present": PresentElement, "offplan-desk": DeskElement };

for (const [name, element] of Object.entries(ELEMENTS)) {
  // The script may be on the page twice.
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
