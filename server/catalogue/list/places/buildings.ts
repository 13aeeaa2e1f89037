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

/** "Tower A", "A" and "a" are the same; "Tower" alone stays a name. */
function buildingKey(text: string): string {
  const word = normaliseWord(text).replaceAll(/[-_№#]/g, " ");
  const bare = word.replaceAll(BUILDING_WORD, " ").replaceAll(/\s+/g, " ").trim();
  return bare === "" ? word : bare;
}

export interface NewBuilding {
  readonly id: string;
  readonly name?: string;
}

/** Finds the buildings that a list names. Where the development has none yet, each that is named becomes one. */
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

  /** A key of two buildings finds neither. */
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

  /** The only building of the development, if it has one alone. */
  only(): string | undefined {
    const [first, ...others] = this.#context.buildings;
    return others.length === 0 ? first?.id : undefined;
  }

  /** The id of a building that a person chose. */
  choose(id: string): string {
    return this.#create(id, undefined);
  }

  /** Without making one of a name that is not known. */
  know(text: string): string | undefined {
    const mapped = this.#mapped.get(normaliseWord(text));
    if (mapped !== undefined) return this.#create(mapped, text);
    const exact = this.#context.buildings.find(({ id }) => id === text);
    const key = buildingKey(text);
    return exact?.id ?? this.#byKey.get(key) ?? this.#byKey.get(inLatin(key));
  }

  /** `undefined` where the development has buildings, and this is none of them. */
  find(text: string): string | undefined {
    const known = this.know(text);
    if (known !== undefined || this.#context.buildings.length > 0) return known;
    const key = buildingKey(text);
    const id = isId(text) && text.length <= 24 ? text.toLowerCase() : slug(key, "b");
    this.#index(key, this.#create(id, text));
    return id;
  }

  /** The building of a list that names none, in a development that has none. */
  main(): string {
    return this.#create("main", undefined);
  }

  created(): readonly NewBuilding[] {
    return [...this.#created.values()];
  }
}
