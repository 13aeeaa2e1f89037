import { createContext } from "react";
import type { PresentationState } from "../../schema/presentation/presentation.ts";
import { createStore, type WritableStore } from "../base/store.ts";

/** A request from the list of presentations to a development's desk. */
export type DeskWish =
  | {
      readonly kind: "present-again";
      readonly project: string;
      /** The new presentation begins with its view, filters and shortlist. */
      readonly state: PresentationState;
      /** The buyer's name; empty without one. */
      readonly buyer: string;
    }
  | { readonly kind: "return"; readonly project: string; readonly id: string };

/** The request that no desk has executed yet. */
export const DeskWishContext = createContext<WritableStore<DeskWish | undefined>>(
  createStore<DeskWish | undefined>(undefined),
);

/** Opens the desk of the request's development and hands the request to it. */
export const AskDeskContext = createContext<(wish: DeskWish) => void>(() => {});
