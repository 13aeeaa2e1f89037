import { isId } from "../../../../schema/values/ids.ts";
import type { ListMapping } from "../../../../schema/list/mapping.ts";
import type { ListContext } from "../reading.ts";
import { normaliseWord } from "../words/normaliseWord.ts";
import { slug } from "../words/slug.ts";

const BUILDING_WORD =
  /(?:^|\s)(?:buildings?|bldg|towers?|blocks?|wing|корпус|корп|дом|здание|башня|строение|стр|литер|секция|блок|المبني|مبني|البرج|برج|العماره|عماره|البنايه|بنايه|البلوك|بلوك)\.?(?=\s|$|\d)/gu;

/** Cyrillic letters that look like Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  е: "e",
  к: "k",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  с: "c",
  т: "t",
  у: "y",
  х: "x",
};

const inLatin = (key: string): string =>
  Array.from(key, (letter) => LOOKALIKES[letter] ?? letter).join("");

/** "Tower A", "A" and "a" have the same key; "Tower" alone is a name. */
function buildingKey(text: string): string {
  const word = normaliseWord(text).replaceAll(/[-_№#]/g, " ");
  const bare = word.replaceAll(BUILDING_WORD, " ").replaceAll(/\s+/g, " ").trim();
  return bare === "" ? word : bare;
}

export interface NewBuilding {
  readonly id: string;
  readonly name?: string;
}

/** Finds buildings by name. In a development without buildings, each new name adds one. */
export class Buildings {
  readonly #context: ListContext;
  readonly #byKey = new Map<string, string | undefined>();
  readonly #mapped: ReadonlyMap<string, string>;
  readonly #created = new Map<string, NewBuilding>();

  constructor(context: ListContext, mapping: ListMapping) {
    this.#context = context;
    for (const { id, name = {} } of context.buildings) {
      for (const text of [id, ...Object.values(name)]) this.#index(buildingKey(text), id);
      const digits = /^[a-z]{1,2}(\d+)$/i.exec(id)?.[1];
      if (digits !== undefined) this.#index(digits, id);
    }
    this.#mapped = new Map(
      Object.entries(mapping.buildings ?? {}).map(([word, id]) => [normaliseWord(word), id]),
    );
  }

  /** A key shared by two buildings is ambiguous and matches neither. */
  #index(key: string, id: string): void {
    const known = this.#byKey.get(key);
    if (this.#byKey.has(key) && known !== id) this.#byKey.set(key, undefined);
    else this.#byKey.set(key, id);
  }

  #has(id: string): boolean {
    return this.#context.buildings.some((building) => building.id === id) || this.#created.has(id);
  }

  #create(id: string, name: string | undefined): string {
    if (!this.#has(id)) this.#created.set(id, { id, ...(name === undefined ? {} : { name }) });
    return id;
  }

  /** The development's building if it has exactly one. */
  only(): string | undefined {
    const [first, ...others] = this.#context.buildings;
    return others.length === 0 ? first?.id : undefined;
  }

  /** The id of a building chosen by a person. */
  choose(id: string): string {
    return this.#create(id, undefined);
  }

  /** Finds a building without adding an unknown one. */
  findKnown(text: string): string | undefined {
    const mapped = this.#mapped.get(normaliseWord(text));
    if (mapped !== undefined) return this.#create(mapped, text);
    const exact = this.#context.buildings.find(({ id }) => id === text);
    const key = buildingKey(text);
    return exact?.id ?? this.#byKey.get(key) ?? this.#byKey.get(inLatin(key));
  }

  /** `undefined` if the development has buildings and none matches. */
  find(text: string): string | undefined {
    const known = this.findKnown(text);
    if (known !== undefined || this.#context.buildings.length > 0) return known;
    const key = buildingKey(text);
    const id = isId(text) && text.length <= 24 ? text.toLowerCase() : slug(key, "b");
    this.#index(key, this.#create(id, text));
    return id;
  }

  /** The building of a list that names none, in a development without buildings. */
  main(): string {
    return this.#create("main", undefined);
  }

  created(): readonly NewBuilding[] {
    return [...this.#created.values()];
  }
}
