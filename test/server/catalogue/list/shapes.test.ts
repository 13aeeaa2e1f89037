import { utils, write } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import type { ListContext } from "../../../../server/catalogue/list/reading.ts";
import { guessOf, NEW, problemsIn, read, TOWER, unitsOf, warningsIn } from "./reading.ts";

const numbersOf = async (list: string | Uint8Array, context?: ListContext) =>
  (await unitsOf(list, context)).map(({ number }) => number);

function sheets(byName: Readonly<Record<string, readonly (readonly unknown[])[]>>): Uint8Array {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(byName)) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows as unknown[][]), name);
  }
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
}

describe("around the list", () => {
  test("titles, empty rows and columns, totals, notes and repeated headers are ignored", async () => {
    const list = [
      "RIVERSIDE TOWER - PRICE LIST,,,,,",
      "Effective 1 March; prices exclude fees,,,,,",
      ",,,,,",
      ",Unit No,,Floor,Price (AED),Status",
      ",1,,2,3,4",
      ",101,,1,1250000,Available",
      ",,,,,",
      ",Unit No,,Floor,Price (AED),Status",
      ",102,,1,1350000,Sold",
      ",Total,,,2600000,",
      ",Grand Total: 2 units,,,2600000,",
      "Prices are subject to change,,,,,",
    ].join("\n");
    expect(await numbersOf(list)).toEqual(["101", "102"]);
  });

  test("itogo and المجموع are totals too", async () => {
    const list =
      "Квартира;Этаж;Цена\n101;1;7450000\nИтого;;7450000\nالمجموع;;7450000\nВсего квартир;1;\n";
    expect(await numbersOf(list)).toEqual(["101"]);
  });

  test("unknown columns are ignored", async () => {
    const list = "S.No,Unit,Floor,Broker,Price per sqft,Plan link\n1,101,1,Ann,1500,http://x\n";
    expect(await unitsOf(list)).toEqual([
      { id: "a-101", building: "a", floor: 1, number: "101", span: 1, aspects: [] },
    ]);
  });
});

describe("headers", () => {
  test("of two lines", async () => {
    const list = [
      "Unit,,Area (sqft),,Price",
      "No,Floor,Suite,Balcony,AED",
      "101,1,645.33,84.28,1250000",
    ].join("\n");
    expect((await unitsOf(list))[0]).toMatchObject({
      number: "101",
      area: 59.9531,
      terrace: 7.8299,
      price: 125_000_000,
    });
  });

  test("with two fields in one cell", async () => {
    expect(await numbersOf("Stack/Unit,Floor\n101,1\n")).toEqual(["101"]);
  });

  test("in two languages", async () => {
    const list = '"Unit No\nرقم الوحدة",Floor / الطابق,السعر - Price\n101,1,1250000\n';
    expect((await unitsOf(list))[0]).toMatchObject({ number: "101", floor: 1 });
  });

  test.each([
    ["Unit No,Level,Beds,Suite Area,Price,Availability"],
    ["Apartment,Floor,No. of Bedrooms,Net Area (sqm),Selling Price AED,Unit Status"],
    ['№ квартиры,Этаж,Комнат,"Общая площадь, м²","Стоимость, руб",Статус'],
    ["Номер,Этаж,Кол-во комнат,Площадь,Цена,Состояние"],
    ["رقم الوحدة,الطابق,عدد الغرف,المساحة,السعر,الحالة"],
    ["الشقة,الدور,غرف النوم,المساحة (م٢),سعر البيع,حالة الوحدة"],
  ])("%s", async (header) => {
    const isRouble = /руб/.test(header);
    const context = isRouble ? { ...TOWER, currency: "RUB" } : TOWER;
    expect(await unitsOf(`${header}\n101,1,2,72.5,1250000,Sold\n`, context)).toEqual([
      {
        id: "a-101",
        building: "a",
        floor: 1,
        number: "101",
        span: 1,
        bedrooms: 2,
        area: 72.5,
        aspects: [],
        status: "sold",
        price: 125_000_000,
      },
    ]);
  });

  test("may be absent: columns are recognised by their content", async () => {
    const rows = Array.from(
      { length: 12 },
      (_, index) =>
        `${index + 1},Tower A,${Math.floor(index / 4) + 1},${Math.floor(index / 4) + 1}0${(index % 4) + 1},${(index % 3) + 1}BR,${60.5 + index},${1_250_000 + index * 10_000},${index % 2 === 0 ? "Available" : "Sold"}`,
    );
    const units = await unitsOf(rows.join("\n"));
    expect(units).toHaveLength(12);
    expect(units[4]).toEqual({
      id: "a-201",
      building: "a",
      floor: 2,
      number: "201",
      span: 1,
      bedrooms: 2,
      area: 64.5,
      aspects: [],
      status: "available",
      price: 129_000_000,
    });
  });

  test("that are not found are reported with the most similar rows", async () => {
    const { problems } = await read("Riverside\nsome,words,only\nmore,words\n");
    expect(problems).toMatchObject([{ cell: "A1", code: "no_header" }]);
    expect(problems[0]?.reason).toContain("row 2 (some, words, only)");
  });

  test("without a number are reported at the header", async () => {
    expect(await problemsIn("Title\nFloor,Price\n1,1250000\n")).toEqual(["A2 missing_column"]);
  });
});

describe("values given once for many rows", () => {
  test("a building and a floor, merged in the spreadsheet and blank in CSV", async () => {
    const list = "Building,Floor,Unit\nTower A,1,101\n,,102\n,2,201\n,,202\n";
    expect((await unitsOf(list)).map(({ id, floor }) => [id, floor])).toEqual([
      ["a-101", 1],
      ["a-102", 1],
      ["a-201", 2],
      ["a-202", 2],
    ]);
  });

  test("a floor is not carried over to the next building", async () => {
    const list = "Building,Floor,Unit\nTower A,1,101\nTower B,,102\n";
    expect(await problemsIn(list, NEW)).toEqual(["B3 no_floor"]);
  });

  test("a tower, a phase or a floor in a separate row", async () => {
    const list = [
      "Unit,Price",
      "Tower A,",
      "Phase 2,",
      "Floor 3,",
      "X1,1250000",
      "Floor 4,",
      "X2,1250000",
      "Tower B,",
      "Floor 1,",
      "X1,1250000",
    ].join("\n");
    const sections = list.replaceAll(/^(Tower|Phase|Floor) (.),$/gm, ",$1 $2");
    const units = await unitsOf(sections, NEW);
    expect(units.map(({ id, floor, phase }) => [id, floor, phase])).toEqual([
      ["a-X1", 3, "Phase 2"],
      ["a-X2", 4, "Phase 2"],
      ["b-X1", 1, "Phase 2"],
    ]);
    expect(await unitsOf(list, NEW)).toEqual(units);
  });
});

describe("sheets", () => {
  const home = (unit: string) => [
    ["Unit", "Floor"],
    [unit, 1],
  ];

  test("one per building, known or new; covers and notes are reported, and can be excluded", async () => {
    const list = sheets({ "Tower A": home("101"), "Tower B": home("101"), Sheet3: [] });
    expect((await unitsOf(list, NEW)).map(({ id }) => id)).toEqual(["a-101", "b-101"]);
    const noted = sheets({ Notes: [["Call Ann"]], "Tower A": home("101") });
    expect(await problemsIn(noted)).toEqual(["Notes!A1 no_header"]);
    const mapped = await unitsOf(noted, TOWER, { sheets: { notes: { skip: true } } });
    expect(mapped.map(({ id }) => id)).toEqual(["a-101"]);
  });

  test("named after an unknown tower are not assigned to another tower", async () => {
    const list = sheets({ "Tower A": home("101"), "Tower B": home("102") });
    expect(await problemsIn(list)).toEqual(["'Tower B'!A2 no_building"]);
    const mapped = await read(list, TOWER, { buildings: { "Tower B": "b" } });
    expect(mapped.units.map(({ unit }) => unit.id)).toEqual(["a-101", "b-102"]);
    expect(mapped.buildings).toMatchObject([{ id: "b", name: "Tower B" }]);
  });

  test("are read according to the mapping of each", async () => {
    const list = sheets({ One: [["a1", "2", "77"]], Two: home("102") });
    const units = await unitsOf(list, TOWER, {
      sheets: { One: { headerRow: 0, letters: { A: "number", B: "floor", C: "area" } } },
    });
    expect(units.map(({ number, area }) => [number, area])).toEqual([
      ["a1", 77],
      ["102", undefined],
    ]);
  });
});

describe("a building", () => {
  const TWO: ListContext = {
    ...TOWER,
    buildings: [
      ...TOWER.buildings,
      { id: "b2", name: { en: "Marina", ru: "Корпус 2" }, floors: [{ number: 1, label: "1" }] },
    ],
  };

  test.each([
    ["a", "a"],
    ["A", "a"],
    ["Tower A", "a"],
    ["TOWER  A", "a"],
    ["Башня А", "a"],
    ["А", "a"],
    ["b2", "b2"],
    ["2", "b2"],
    ["корп. 2", "b2"],
    ["marina", "b2"],
  ])("%s is %s", async (name, id) => {
    expect((await unitsOf(`Building,Floor,Unit\n${name},1,101\n`, TWO))[0]?.building).toBe(id);
  });

  test("that is unknown is reported, or added if the development has none yet", async () => {
    const list = "Building,Floor,Unit\nNorth Wing Residences,1,101\n";
    expect(await problemsIn(list)).toEqual(["A2 no_building"]);
    const { units, buildings } = await read(list, NEW);
    expect(units[0]?.unit.id).toBe("north-residences-101");
    expect(buildings).toMatchObject([{ name: "North Wing Residences" }]);
  });

  test("follows from the number's first letter if there is no column", async () => {
    expect((await unitsOf("Unit,Floor\nA-101,1\nB2-101,1\n", TWO)).map(({ id }) => id)).toEqual([
      "a-A-101",
      "b2-B2-101",
    ]);
    expect(await problemsIn("Unit,Floor\n101,1\n", TWO)).toEqual(["A2 no_building"]);
  });
});

describe("the guess", () => {
  test("maps each column, shows sample rows, and is complete: reading with it gives the same list", async () => {
    const list =
      "Price list\nUnit,Floor,Who,Area (sqft),Status\n101,1,Ann,645,Free\n102,Roof,Bob,700,Whim\n";
    const preview = await guessOf(list);
    expect(preview.sheets).toEqual([
      {
        name: "",
        headerRow: 2,
        columns: [
          { letter: "A", header: "Unit", choice: "number", source: "header" },
          { letter: "B", header: "Floor", choice: "floor", source: "header" },
          { letter: "C", header: "Who", choice: "leave-out", source: "none" },
          {
            letter: "D",
            header: "Area (sqft)",
            choice: "area",
            source: "header",
            areaUnit: "sqft",
          },
          { letter: "E", header: "Status", choice: "status", source: "header" },
        ],
        rows: [
          { row: 3, cells: ["101", "1", "Ann", "645", "Free"] },
          { row: 4, cells: ["102", "Roof", "Bob", "700", "Whim"] },
        ],
        rowCount: 2,
        skipped: false,
      },
    ]);
    expect(preview.statuses).toEqual([
      { word: "Free", count: 1, meaning: "available" },
      { word: "Whim", count: 1 },
    ]);
    expect(preview.floors).toEqual([
      { word: "1", count: 1, meaning: 1 },
      { word: "Roof", count: 1, meaning: 6 },
    ]);
    expect(await read(list, TOWER, preview.mapping)).toEqual(await read(list));
  });

  test("keeps a person's changes, also for the next list", async () => {
    const mapping = { columns: { Who: "label", "Area (sqft)": "leave-out" } } as const;
    const tomorrow = "Status,Who,Area (sqft),Unit,Floor\nFree,Ann,645,101,1\n";
    const [unit] = await unitsOf(tomorrow, TOWER, mapping);
    expect(unit).toMatchObject({ label: "Ann", status: "available" });
    expect(unit?.area).toBeUndefined();
    expect((await guessOf(tomorrow, TOWER, mapping)).mapping.columns).toMatchObject(
      mapping.columns,
    );
  });
});

test("areas implausible in the development's unit are read in the other, with a warning", async () => {
  const list = (sizes: readonly number[]) =>
    `Unit,Floor,Beds,Area\n${sizes.map((size, index) => `10${index},1,${index % 3},${size}\n`).join("")}`;
  const feet = [450, 700, 1100, 480, 720];
  expect((await unitsOf(list(feet))).map(({ area }) => Math.round(area ?? 0))).toEqual([
    42, 65, 102, 45, 67,
  ]);
  expect(await warningsIn(list(feet))).toEqual(["D1 guessed_unit"]);
  const metres = [42, 65, 102, 45, 67];
  const sqft: ListContext = { ...TOWER, areaUnit: "sqft" };
  expect((await unitsOf(list(metres), sqft)).map(({ area }) => area)).toEqual(metres);
  expect(await warningsIn(list(metres))).toEqual([]);
});
