import { describe, expect, test } from "vitest";
import type { ListContext } from "../../../../server/catalogue/list/reading.ts";
import { NEW, problemsIn, read, TOWER, unitsOf, warningsIn } from "./reading.ts";

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const column = (header: string, cells: readonly string[]) =>
  `Tower,Level,Unit No,${header}\n${cells
    .map((cell, index) => `Tower A,${(index % 5) + 1},${101 + index},${quoted(cell)}\n`)
    .join("")}`;

describe("floors", () => {
  test.each([
    ["3", 3, undefined],
    ["12th", 12, "12"],
    ["этаж 5", 5, undefined],
    ["5-й этаж", 5, undefined],
    ["Level 2", 2, undefined],
    ["الطابق ٣", 3, undefined],
    ["الثاني", 2, undefined],
    ["G", 0, "G"],
    ["Ground", 0, "G"],
    ["−1", -1, "-1"],
    ["B2", -2, "B2"],
    ["LG", -1, "LG"],
    ["PH", 6, "PH"],
    ["1.0", 1, undefined],
    ["5F", 5, undefined],
  ] as const)("%s is floor %i", async (label, number, added) => {
    const { units, buildings, problems } = await read(`Tower,Floor,Unit\nTower A,${label},U-7\n`);
    expect(problems).toEqual([]);
    expect(units[0]?.unit.floor).toBe(number);
    expect(buildings[0]?.floors).toEqual(
      added === undefined ? undefined : [{ number, label: added }],
    );
  });

  test("unknown ones are added in their order, and found by their labels", async () => {
    const labels = ["PH", "12", "M", "G", "P1", "14", "12A", "LG", "1"];
    const list = `Floor,Unit\n${labels.map((label, index) => `${label},U${index}\n`).join("")}`;
    const { buildings, units } = await read(list, NEW);
    const [tower] = buildings;
    expect(tower?.floors.map(({ label }) => label)).toEqual([
      "LG",
      "G",
      "M",
      "P1",
      "1",
      "12",
      "12A",
      "14",
      "PH",
    ]);
    const numbers = new Map(tower?.floors.map(({ label, number }) => [label, number]));
    expect(units.map(({ unit }) => unit.floor)).toEqual(labels.map((label) => numbers.get(label)));
    const again: ListContext = {
      ...NEW,
      buildings: [{ id: tower?.id ?? "", floors: tower?.floors ?? [] }],
    };
    const second = await read(list, again);
    expect(second.buildings).toEqual([]);
    expect(second.units.map(({ unit }) => unit.floor)).toEqual(units.map(({ unit }) => unit.floor));
  });

  test("an ambiguous label is reported, and the mapping decides", async () => {
    const floors = [
      { number: 1, label: "M" },
      { number: 2, label: "1" },
    ];
    const context: ListContext = { ...TOWER, buildings: [{ id: "a", floors }] };
    expect((await unitsOf("Floor,Unit\n1,101\n", context))[0]?.floor).toBe(2);
    expect(await problemsIn("Floor,Unit\n2,101\n", context)).toEqual(["A2 ambiguous_floor"]);
    const mapped = await unitsOf("Floor,Unit\n2,101\n", context, { floors: { "2": 2 } });
    expect(mapped[0]?.floor).toBe(2);
    const twice: ListContext = {
      ...TOWER,
      buildings: [{ id: "a", floors: floors.map(({ number }) => ({ number, label: "G" })) }],
    };
    expect(await problemsIn("Floor,Unit\nGround,101\n", twice)).toEqual(["A2 ambiguous_floor"]);
  });

  test("a duplex occupies two", async () => {
    const units = await unitsOf("Floor,Unit,Type\n4-5,401,Duplex 3BR\n2/3,201,Duplex\n");
    expect(units.map(({ floor, topFloor, kind }) => [floor, topFloor, kind])).toEqual([
      [4, 5, undefined],
      [2, 3, undefined],
    ]);
  });

  test("are derived from the numbers if there is no such column", async () => {
    const units = await unitsOf("Unit No,Price\nA-1204,1250000\n#03-05,1250000\n201,1250000\n");
    expect(units.map(({ floor }) => floor)).toEqual([12, 3, 2]);
    expect(await problemsIn("Unit No,Price\nAlpha,1250000\n")).toEqual(["A2 no_floor"]);
  });
});

describe("numbers", () => {
  test("of every kind identify distinct homes", async () => {
    const numbers = ["12/1", "12/2", "#03-05", "A-1204", "Кв. 17", "А1", "A1", "Plot 14", "٩٠١"];
    const units = await unitsOf(
      `building,floor,number\n${numbers.map((number) => `a,1,${number}\n`).join("")}`,
    );
    expect(units.map(({ id, number, label }) => [id, number, label])).toEqual([
      ["a-12_1", "12/1", undefined],
      ["a-12_2", "12/2", undefined],
      ["a-03-05", "03-05", "#03-05"],
      ["a-A-1204", "A-1204", undefined],
      ["a-17", "17", "Кв. 17"],
      ["a-_410_1", "А1", undefined],
      ["a-A1", "A1", undefined],
      ["a-Plot14", "Plot 14", undefined],
      ["a-901", "901", undefined],
    ]);
  });

  test("that are duplicated are reported with both cells, and neither row is read", async () => {
    const { problems, units, unread } = await read("Floor,Unit\n1,101\n1,102\n1,101\n");
    expect(problems.map(({ cell, params }) => [cell, params?.["other"]])).toEqual([
      ["B2", "B4"],
      ["B4", "B2"],
    ]);
    expect(units.map(({ unit }) => unit.number)).toEqual(["102"]);
    expect(unread).toEqual(["a-101"]);
  });

  test("trap 53: a number that a spreadsheet converted to a date or stripped of zeros is reported with its cell", async () => {
    const dates = "Floor,Unit\n1,01-Feb\n2,02.мар\n3,3-4\n4,Apr-05\n";
    expect(await warningsIn(dates)).toEqual([
      "B2 date_was_number",
      "B3 date_was_number",
      "B5 date_was_number",
    ]);
    expect((await unitsOf(dates)).map(({ number }) => number)).toEqual([
      "1-2",
      "2-3",
      "3-4",
      "4-5",
    ]);
    const zeros = "Floor,Unit\n1,0101\n1,102\n1,0103\n";
    expect(await warningsIn(zeros)).toEqual(["B3 zeros_eaten"]);
    expect((await unitsOf(zeros)).map(({ number }) => number)).toEqual(["0101", "0102", "0103"]);
    const known: ListContext = {
      ...TOWER,
      units: [{ id: "a-0101", building: "a", number: "0101" }],
    };
    expect((await unitsOf("Floor,Unit\n1,101\n", known))[0]?.id).toBe("a-0101");
  });

  test("that are missing are reported", async () => {
    expect(await problemsIn("Floor,Unit,Area,Price\n1,101,50,1250000\n1,,60,1350000\n")).toEqual([
      "B3 no_number",
    ]);
  });
});

describe("bedrooms", () => {
  test.each([
    ["1BR", 1],
    ["2 BHK", 2],
    ["Studio", 0],
    ["1.0", 1],
    ["1.5", 1],
    ["3+M", 3],
    ["двушка", 2],
    ["2-комн.", 2],
    ["4 Bed + Study", 4],
    ["1к", 1],
    ["Евро-2", 2],
    ["Студия", 0],
    ["3 غرف", 3],
    ["استوديو", 0],
    ["2 BR + Maid", 2],
    ["Three bedrooms", 3],
    ["трёхкомнатная", 3],
    ["3-х комнатная", 3],
    ["four", 4],
    ["—", undefined],
    ["Office", undefined],
  ] as const)("%s is %s", async (cell, bedrooms) => {
    expect((await unitsOf(column("Bedrooms", [cell])))[0]?.bedrooms).toBe(bedrooms);
  });

  test("may be in the type only", async () => {
    const units = await unitsOf(column("Unit Type", ["2BR-A", "Type 2B", "Penthouse 4 BR"]));
    expect(units.map(({ bedrooms }) => bedrooms)).toEqual([2, undefined, 4]);
  });

  test("that are not numbers are reported", async () => {
    expect(await problemsIn(column("Bedrooms", ["many", "21"]))).toEqual([
      "D2 bad_bedrooms",
      "D3 bad_bedrooms",
    ]);
  });
});

const priceOf = async (cell: string, currency = "AED", digits = 2) =>
  (await unitsOf(column("Price", [cell]), { ...TOWER, currency, digits }))[0]?.price;

describe("prices", () => {
  test.each([
    ["1 250 000", "AED", 125_000_000],
    ["1,250,000.00", "AED", 125_000_000],
    ["Dhs 1,250,000", "AED", 125_000_000],
    ["1,250,000 AED", "AED", 125_000_000],
    ["78,52,800", "INR", 785_280_000],
    ["1.25 Cr", "INR", 1_250_000_000],
    ["Rs 85 L", "INR", 850_000_000],
    ["7 450 000 руб.", "RUB", 745_000_000],
    ["7,45 млн", "RUB", 745_000_000],
    ["S$ 1,250,000", "SGD", 125_000_000],
    ["US$1,250,000", "USD", 125_000_000],
    ["$1,250,000", "USD", 125_000_000],
    ["١٬٢٥٠٬٠٠٠", "AED", 125_000_000],
    ["۱۲۵۰۰۰۰", "AED", 125_000_000],
    ["Rp 1.250.000.000", "IDR", 125_000_000_000],
  ] as const)("%s in %s", async (cell, currency, minor) => {
    expect(await priceOf(cell, currency)).toBe(minor);
  });

  test("have the digits of their currency", async () => {
    expect(await priceOf("KD 92,500.750", "KWD", 3)).toBe(92_500_750);
  });

  test.each(["POA", "On request", "—", "-", "по запросу", "عند الطلب", "TBA", ""])(
    "%j is on request",
    async (cell) => {
      const [unit] = await unitsOf(column("Price", [cell]));
      expect(unit).toBeDefined();
      expect(unit?.price).toBeUndefined();
    },
  );

  test("that name a status set it, and never make a home available", async () => {
    const sold = column("Price,Status", []).concat(
      'Tower A,1,101,SOLD,""\nTower A,1,102,Sold,Available\n',
    );
    expect((await unitsOf(sold)).map(({ status, price }) => [status, price])).toEqual([
      ["sold", undefined],
      ["sold", undefined],
    ]);
    expect(await warningsIn(sold)).toEqual(["D3 sold_by_price"]);
    const other = column("Price,Status", []).concat("Tower A,1,101,available,Sold\n");
    expect((await unitsOf(other))[0]?.status).toBe("sold");
  });

  test.each([
    ["AED 1,2M", "bad_price"],
    ["1.25M", "bad_price"],
    ["-1,250,000", "negative_price"],
    ["(1,250,000)", "negative_price"],
    ["USD 340,000", "other_currency"],
    ["€ 340,000", "other_currency"],
    ["0", "zero_price"],
    ["cheap", "bad_price"],
    ["#REF!", "cell_error"],
  ])("%s is refused: %s", async (cell, code) => {
    expect(await problemsIn(column("Price", [cell]))).toEqual([`D2 ${code}`]);
  });

  test("with another currency in their header are reported at the header, and nothing is read", async () => {
    const { problems, units } = await read(column("Price (USD)", ["340,000"]));
    expect(problems.map(({ cell, code }) => `${cell} ${code}`)).toEqual(["D1 other_currency"]);
    expect(units).toEqual([]);
  });

  test("100 times their neighbours' are errors, 10 times only warnings", async () => {
    const list = column("Price", ["1000000", "1100000", "1200000", "120000000", "15000000"]);
    expect(await problemsIn(list)).toEqual(["D5 unlikely_price"]);
    expect(await warningsIn(list)).toEqual(["D6 doubtful_price"]);
  });

  test("per area or per m² are not prices of homes", async () => {
    const list = "Unit,Floor,Price per sqft,Price\n101,1,1500,1250000\n";
    expect((await unitsOf(list))[0]?.price).toBe(125_000_000);
  });
});

describe("areas", () => {
  test.each([
    ["Area (sqft)", "1,012", 94.0179],
    ["Size sq.ft", "1012", 94.0179],
    ["Площадь, м²", "38,4", 38.4],
    ["Area", "38,4 м²", 38.4],
    ["Area", "645.33 sq ft", 59.9531],
    ["المساحة (م٢)", "٧٢٫٥", 72.5],
    ["Suite Area (sqm)", "72.5", 72.5],
  ])("%s: %s is %d m²", async (header, cell, area) => {
    expect((await unitsOf(column(quoted(header), [cell])))[0]?.area).toBe(area);
  });

  test("are in the unit given by the mapping", async () => {
    const units = await unitsOf(column("Area", ["1012"]), TOWER, { areaUnit: "sqft" });
    expect(units[0]?.area).toBe(94.0179);
  });

  test("trap 40: have the decimal mark of their column, or the one given by the mapping", async () => {
    const areas = async (cells: readonly string[], decimal?: ",") =>
      (await unitsOf(column("Area", cells), TOWER, decimal && { decimal })).map(({ area }) => area);
    expect(await areas(["48,125", "93,5"])).toEqual([48.125, 93.5]);
    expect(await areas(["1,012", "2,312.40"])).toEqual([1012, 2312.4]);
    expect(await areas(["48,125"], ",")).toEqual([48.125]);
  });

  test("of several columns are inside area and balcony, or total minus balcony", async () => {
    const many = "Unit,Floor,Suite Area,Balcony,Total Area\n101,1,60,8,68\n";
    expect((await unitsOf(many))[0]).toMatchObject({ area: 60, terrace: 8 });
    const total = "Unit,Floor,Balcony,Total Area\n101,1,8,68\n";
    expect((await unitsOf(total))[0]).toMatchObject({ area: 60, terrace: 8 });
  });

  test.each(["0", "-50", "2", "9000", "1e3"])("%s m² is reported", async (cell) => {
    expect(
      await problemsIn(column("Beds,Area", []).concat(`Tower A,1,101,2,${cell}\n`)),
    ).toHaveLength(1);
  });
});

describe("statuses", () => {
  test.each([
    ["free", "available"],
    ["Open", "available"],
    ["в продаже", "available"],
    ["متاح", "available"],
    ["On Hold", "reserved"],
    ["booked", "reserved"],
    ["EOI", "reserved"],
    ["бронь", "reserved"],
    ["محجوز", "reserved"],
    ["SPA signed", "sold"],
    ["Registered", "sold"],
    ["продано", "sold"],
    ["مباع", "sold"],
    ["Sold - SPA signed", "sold"],
    ["RESERVED (till 12/3)", "reserved"],
    ["Бронь до 12.03", "reserved"],
  ])("%s is %s", async (cell, status) => {
    expect((await unitsOf(column("Status", [cell])))[0]).toMatchObject({ status });
  });

  test.each(["not for sale", "Not released", "management", "не в продаже"])(
    "%s holds the home back",
    async (cell) => {
      expect((await unitsOf(column("Status", [cell])))[0]).toMatchObject({ hidden: true });
    },
  );

  test("an unknown word never means available, and the mapping gives its meaning", async () => {
    const list = column("Status", ["Whitelisted", "Available"]);
    const { units, problems } = await read(list);
    expect(units.map(({ unit }) => unit.number)).toEqual(["102"]);
    expect(await problemsIn(column("Status", ["Available (for staff)"]))).toEqual([
      "D2 unmapped_status",
    ]);
    expect(problems).toMatchObject([
      { cell: "D2", code: "unmapped_status", params: { word: "Whitelisted" }, unit: "a-101" },
    ]);
    const mapped = await unitsOf(list, TOWER, { statuses: { whitelisted: "reserved" } });
    expect(mapped.map(({ status }) => status)).toEqual(["reserved", "available"]);
    const twisted = await unitsOf(list, TOWER, {
      statuses: { Whitelisted: "available", available: "held-back" },
    });
    expect(twisted.map(({ status, hidden }) => status ?? hidden)).toEqual(["available", true]);
  });
});

describe("kinds", () => {
  test("villas, townhouses and plots have no floors; parking, storage and shops are separate kinds", async () => {
    const list = [
      "Property Type,Unit No,Floor,Area,Price",
      "Villa,V-1,,320,4500000",
      "Townhouse,TH-2,,210,3100000",
      "Plot,P-3,—,600,2000000",
      "Parking,PK-4,B1,12.5,95000",
      "Storage,ST-5,B1,4,35000",
      "Retail,R-6,G,140,5000000",
      "Apartment,107,1,70,1250000",
    ].join("\n");
    const units = await unitsOf(list);
    expect(units.map(({ kind, floor }) => [kind, floor])).toEqual([
      ["villa", 0],
      ["townhouse", 0],
      ["plot", 0],
      ["parking", -1],
      ["storage", -1],
      ["commercial", 0],
      [undefined, 1],
    ]);
  });

  test("follow from labels, numbers and types", async () => {
    const list = "building;floor;number;label\na;1;7;м/м 7\na;1;8;кладовая 3\na;0;Villa 9;\n";
    expect((await unitsOf(list)).map(({ kind }) => kind)).toEqual(["parking", "storage", "villa"]);
  });

  test("phases are read", async () => {
    const units = await unitsOf("Phase,Unit,Floor\nPhase 1,101,1\n,102,1\nPhase 2,201,2\n");
    expect(units.map(({ phase }) => phase)).toEqual(["Phase 1", "Phase 1", "Phase 2"]);
  });
});

test("views are recognised in three languages, and new ones are added", async () => {
  const { units, aspects } = await read(
    "Unit,Floor,View\n101,1,Sea View\n102,1,Park / City\n103,1,Burj\n",
  );
  expect(units.map(({ unit }) => unit.aspects)).toEqual([["sea"], ["park", "city"], ["burj"]]);
  expect(aspects.map(({ name }) => name)).toEqual([
    { en: "Sea", ru: "Море", ar: "البحر" },
    { en: "Park", ru: "Парк", ar: "الحديقة العامة" },
    { en: "City", ru: "Город", ar: "المدينة" },
    { en: "Burj" },
  ]);
});
