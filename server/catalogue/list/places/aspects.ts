import type { Aspect } from "../../../../schema/catalogue/catalogue.ts";
import type { ListMapping } from "../../../../schema/list/mapping.ts";
import { isId } from "../../../../schema/values/ids.ts";
import type { ListContext } from "../reading.ts";
import { bareAspect, knownAspect, splitAspects } from "../words/aspectWords.ts";
import { normaliseWord } from "../words/normaliseWord.ts";
import { slug } from "../words/slug.ts";

/** Maximum number that filters support. */
const MOST_ASPECTS = 64;

const languageOf = (text: string): string => {
  if (/\p{Script=Cyrillic}/u.test(text)) return "ru";
  return /\p{Script=Arabic}/u.test(text) ? "ar" : "en";
};

/** Finds views by name, and adds new ones. */
export class Aspects {
  readonly #known = new Map<string, string>();
  readonly #ids: Set<string>;
  readonly #created = new Map<string, Aspect>();

  constructor({ aspects }: ListContext, mapping: ListMapping) {
    this.#ids = new Set(aspects.map(({ id }) => id));
    for (const { id, name } of aspects) {
      for (const text of [id, ...Object.values(name)]) this.#known.set(normaliseWord(text), id);
    }
    for (const [word, id] of Object.entries(mapping.aspects ?? {})) {
      this.#known.set(normaliseWord(word), id);
      if (!this.#ids.has(id)) this.#create({ id, name: { [languageOf(word)]: word } });
    }
  }

  #create(aspect: Aspect): string | undefined {
    if (this.#ids.has(aspect.id)) return aspect.id;
    if (this.#ids.size >= MOST_ASPECTS) return undefined;
    this.#ids.add(aspect.id);
    this.#created.set(aspect.id, aspect);
    return aspect.id;
  }

  #knownId(text: string): string | undefined {
    const known =
      this.#known.get(normaliseWord(text)) ?? this.#known.get(normaliseWord(bareAspect(text)));
    if (known !== undefined) return known;
    const named = knownAspect(text)?.id;
    return named !== undefined && this.#ids.has(named) ? named : undefined;
  }

  #find(text: string): string | undefined {
    const word = normaliseWord(text);
    const bare = bareAspect(text);
    const known = this.#knownId(text);
    if (known !== undefined) return known;
    const named = knownAspect(text);
    const aspect = named ?? {
      id: isId(bare) ? bare.toLowerCase() : slug(bare, "view"),
      name: { [languageOf(bare)]: bare },
    };
    const id = this.#create(aspect);
    if (id !== undefined) this.#known.set(word, id);
    return id;
  }

  read(texts: readonly string[]): readonly string[] {
    const ids = texts.flatMap((text) => splitAspects(text)).map((part) => this.#find(part));
    return [...new Set(ids.filter((id) => id !== undefined))];
  }

  /** The first name that the development lacks. */
  findUnknown(texts: readonly string[]): string | undefined {
    return texts
      .flatMap((text) => splitAspects(text))
      .find((part) => this.#knownId(part) === undefined);
  }

  created(): readonly Aspect[] {
    return [...this.#created.values()];
  }
}
