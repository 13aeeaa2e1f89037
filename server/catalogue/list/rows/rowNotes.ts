import type { ListField } from "../../../../schema/list/fields.ts";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { problemAt, type CellPlace } from "../notes.ts";
import type { CellProblem } from "../refuse.ts";
import type { RowCells } from "./rowCells.ts";

interface Lists {
  readonly problems: ListProblem[];
  readonly warnings: ListProblem[];
}

interface Note {
  readonly list: ListProblem[];
  readonly field: ListField;
  readonly problem: CellProblem;
}

/** Notes the problems and warnings of a row. Until the home's id is known, they are held back, since they name it. */
export class RowNotes {
  readonly #lists: Lists;
  readonly #cells: RowCells;
  #held: Note[] | undefined = [];
  #id: string | undefined;
  #isRefused = false;

  constructor(lists: Lists, cells: RowCells) {
    this.#lists = lists;
    this.#cells = cells;
  }

  /** Whether any cell of the row was refused. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  placeOf(field: ListField): CellPlace {
    return this.#cells.place(field);
  }

  refuse(field: ListField, problem: CellProblem): void {
    this.#isRefused = true;
    this.#note({ list: this.#lists.problems, field, problem });
  }

  warn(field: ListField, problem: CellProblem): void {
    this.#note({ list: this.#lists.warnings, field, problem });
  }

  /** Notes what was held back. `id` is absent if the home has none, for example since its number was refused. */
  release(id: string | undefined): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#id = id;
    for (const note of held) this.#note(note);
  }

  #note(note: Note): void {
    if (this.#held !== undefined) this.#held.push(note);
    else note.list.push(problemAt(this.placeOf(note.field), note.problem, note.field, this.#id));
  }
}
