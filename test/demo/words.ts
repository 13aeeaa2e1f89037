/** A name in the three languages of the demo. */
export type Words = { readonly en: string; readonly ru: string; readonly ar: string };

export const words = (en: string, ru: string, ar: string): Words => ({ en, ru, ar });

interface RoomWords {
  readonly name: Words;
  readonly short?: Words;
}

export const ROOMS = {
  living: { name: words("Living", "Гостиная", "المعيشة") },
  livingDining: {
    name: words("Living, dining", "Гостиная-столовая", "المعيشة والطعام"),
    short: words("Living", "Гостиная", "المعيشة"),
  },
  livingSleeping: {
    name: words("Living, sleeping", "Жилая комната", "المعيشة والنوم"),
    short: words("Living", "Жилая", "المعيشة"),
  },
  mainBedroom: {
    name: words("Main bedroom", "Главная спальня", "النوم الرئيسية"),
    short: words("Main", "Спальня", "الرئيسية"),
  },
  bedroom: {
    name: words("Bedroom", "Спальня", "غرفة نوم"),
    short: words("Bed", "Спальня", "نوم"),
  },
  kitchen: {
    name: words("Kitchen", "Кухня", "المطبخ"),
  },
  kitchenDining: {
    name: words("Kitchen, dining", "Кухня-столовая", "المطبخ والطعام"),
    short: words("Kitchen", "Кухня", "المطبخ"),
  },
  hall: { name: words("Hall", "Холл", "المدخل") },
  gallery: { name: words("Gallery", "Галерея", "الممر") },
  bath: {
    name: words("Bath", "Ванная", "حمّام"),
  },
  ensuite: {
    name: words("Ensuite", "Ванная", "حمّام خاص"),
    short: words("Bath", "Ванная", "حمّام"),
  },
  shower: {
    name: words("Shower", "Душевая", "دُش"),
    short: words("Sh.", "Душ", "دُش"),
  },
  guestWc: { name: words("WC", "Туалет", "مرحاض"), short: words("WC", "WC", "WC") },
  dressing: {
    name: words("Dressing", "Гардеробная", "ملابس"),
    short: words("Dr.", "Гард.", "ملابس"),
  },
  store: { name: words("Store", "Кладовая", "مخزن"), short: words("St.", "Клад.", "مخزن") },
  laundry: {
    name: words("Laundry", "Постирочная", "غسيل"),
    short: words("Ldy", "Пост.", "غسيل"),
  },
  terrace: { name: words("Terrace", "Терраса", "الشرفة") },
  roofTerrace: {
    name: words("Roof terrace", "Терраса на крыше", "تراس السطح"),
    short: words("Terrace", "Терраса", "التراس"),
  },
} as const satisfies Record<string, RoomWords>;

export type RoomName = keyof typeof ROOMS;
