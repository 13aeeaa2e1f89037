import { Fragment } from "react";

/** Facts in one line, "2 bed · 108 m²"; wraps between facts only. */
export const FactLine = ({ facts }: { readonly facts: readonly string[] }) =>
  facts.map((fact, at) => (
    <Fragment key={fact}>
      {at > 0 && " · "}
      <span className="whitespace-nowrap">{fact}</span>
    </Fragment>
  ));
