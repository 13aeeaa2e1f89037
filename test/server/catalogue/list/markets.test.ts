import { utils, write } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import type { ListContext } from "../../../../server/catalogue/list/reading.ts";
import { readList } from "../../../../server/catalogue/list/readList.ts";
import { NEW, problemsIn, unitsOf } from "./reading.ts";

const context = (currency: string, digits = 2): ListContext => ({ ...NEW, currency, digits });

/** Each home as `id, floor, kind or bedrooms, m², price in minor units, status`. */
async function homesOf(list: string, currency: string, digits?: number) {
  const units = await unitsOf(list, context(currency, digits));
  return units.map(({ id, floor, kind, bedrooms, area, price, status }) =>
    [id, floor, kind ?? bedrooms, area && Math.round(area * 10) / 10, price, status].join(" "),
  );
}

describe("price lists as brokers send them", () => {
  test.each([
    [
      "Dubai: a project named in each row, fees and instalments",
      "AED",
      'Property Name,Unit,Floor,Bedrooms,Internal Area (sqft),External Area (sqft),Price,DLD Fee 4%,Price PSF,10% Booking\nMarina Gate,101,1,Studio,400,50,"AED 900,000",36000,2000,90000\n',
      ["main-101 1 0 37.2 90000000 "],
    ],
    [
      "Mumbai: prices in lakhs",
      "INR",
      "Tower,Floor,Unit,Type,Carpet Area (sft),Price (in Lakhs)\nA,3,301,2BHK,700,125\nA,4,401,3BHK,1000,185.5\n",
      ["a-301 3 2 65 1250000000 ", "a-401 4 3 92.9 1855000000 "],
    ],
    [
      "Mumbai: prices in crores with three decimals",
      "INR",
      "Tower,Floor,Unit,Price (Rs. Cr)\nA,3,301,1.25\nA,4,401,1.855\nA,5,501,78.5 Lacs\n",
      ["a-301 3   1250000000 ", "a-401 4   1855000000 ", "a-501 5   785000000 "],
    ],
    [
      "Moscow: prices in thousands",
      "RUB",
      'Корпус,Этаж,Квартира,"Цена, тыс. руб."\n1,3,31,12500\n1,4,41,"18 500,5"\n',
      ["1-31 3   1250000000 ", "1-41 4   1850050000 "],
    ],
    [
      "Moscow: prices in millions",
      "RUB",
      "Корпус;Этаж;Квартира;Цена, млн руб.;Статус\n1;3;31;12,5;Оплачено\n1;4;41;18,55;\n",
      ["1-31 3   1250000000 sold", "1-41 4   1855000000 "],
    ],
    [
      "London: plots in blocks, areas in both units",
      "GBP",
      'Plot,Block,Floor,Bedrooms,NSA sq ft,NSA sq m,Price,Status\nA.G.03,A,G,3,1020,94.8,"£1,150,000",Sale agreed\n',
      ["a-A.G.03 0 3 94.8 115000000 reserved"],
    ],
    [
      "Singapore: blocks, and floors in numbers, also below ground",
      "SGD",
      'Blk,Unit No,Type,Area (sqm),Price,Status\n12,#03-05,2-Bedroom,64,"S$1,688,000",OTP\n12,#B1-01,Shop,30,"S$ 2,000,000",\n',
      ["12-03-05 3 2 64 168800000 reserved", "12-B1-01 -1 commercial 30 200000000 "],
    ],
    [
      "Jakarta",
      "IDR",
      "Tower;Lantai;No. Unit;Tipe;Luas Semi Gross (m2);Luas Nett (m2);Harga (Rp);Status\nA;12A;12A01;2 BR;68,5;60;Rp 2.150.000.000;Tersedia\nA;Lantai 15;1502;Studio;28;24;Rp 850.000.000;Terjual\n",
      ["a-12A01 14 2 60 215000000000 available", "a-1502 15 0 24 85000000000 sold"],
    ],
    [
      "Kuwait: a currency after the header's word",
      "KWD",
      "رقم الوحدة,الدور,عدد الغرف,المساحة م٢,السعر د.ك,الحالة\n١٠١,أرضي,٣,٢٥٠٫٥,١٢٥٬٠٠٠٫٥٠٠,متاح\n",
      ["main-101 0 3 250.5 125000500 available"],
    ],
    [
      "villas without a column of floors",
      "AED",
      "Plot No.,Cluster,Villa Type,Bedrooms,BUA (sq.ft),Price\nV-01,Azure,4BR-A,4+M,3600,6500000\n",
      ["azure-V-01 0 villa 334.5 650000000 "],
    ],
    [
      "parking and storage whose numbers begin with a letter",
      "AED",
      "Unit,Floor,Type,Price\n101,1,1BR,1000000\nP-12,B1,Parking,50000\nS-3,B1,Storage,20000\n",
      [
        "main-101 1 1  100000000 ",
        "main-P-12 -1 parking  5000000 ",
        "main-S-3 -1 storage  2000000 ",
      ],
    ],
    [
      "an old and a new price",
      "AED",
      "Unit,Floor,Old Price,New Price\n101,1,1000000,950000\n",
      ["main-101 1   95000000 "],
    ],
    [
      "prices in two currencies",
      "AED",
      "Unit,Floor,Price (USD),Price (AED)\n101,1,300000,1101900\n",
      ["main-101 1   110190000 "],
    ],
    [
      "prices that have to be asked for, and terms below the homes",
      "AED",
      "Unit,Floor,Price\n101,1,Price upon request\n102,1,Contact sales\n103,1,1000000\nTerms: 5% on booking,,\n* Prices are subject to change without notice,,\n",
      ["main-101 1    ", "main-102 1    ", "main-103 1   100000000 "],
    ],
    [
      "plots with what may be built on them",
      "AED",
      "Plot No,Plot Area (sqft),Usage,GFA,Price\nP-001,10764,Residential,8000,3000000\nP-002,12000,Mixed use,20000,6500000\n",
      ["main-P-001 0 plot 1000 300000000 ", "main-P-002 0 plot 1114.8 650000000 "],
    ],
    [
      "Britain: plots that are houses",
      "GBP",
      'Plot,House type,Beds,Sq ft,Price,Availability\n1,The Ashford,3,1100,"£425,000",Available\n2,The Belton,4,1450,Coming soon,\n',
      ["main-1 0 villa 102.2 42500000 available", "main-2 0 villa 134.7  "],
    ],
    [
      "Singapore: dollars without a letter",
      "SGD",
      'Unit No,Level,Area sqft,Price ($)\n#02-01,02,657,"1,480,000"\n',
      ["main-02-01 2  61 148000000 "],
    ],
    [
      "Jakarta: houses by the areas of building and land, statuses among remarks",
      "IDR",
      "Blok;No;Lantai;LB;LT;Harga;Keterangan\nA;1;1;36;72;Rp 450.000.000,-;Tersedia\nA;2;1;45;90;Rp 620.000.000,-;Sold Out\n",
      ["a-1 1  36 45000000000 available", "a-2 1  45 62000000000 sold"],
    ],
    [
      "towers in the numbers of all homes, floors by label",
      "AED",
      "Unit,Area (sqft),Price\nT1-1204,1100,2000000\nT1-PH01,1200,2600000\nT2-G02,700,1200000\n",
      [
        "t1-T1-1204 12  102.2 200000000 ",
        "t1-T1-PH01 13  111.5 260000000 ",
        "t2-T2-G02 0  65 120000000 ",
      ],
    ],
    [
      "one number with a letter among others, which is no building",
      "AED",
      "Unit,Floor,Type,Price\n101,1,1BR,1000000\n102,1,1BR,1000000\nD-1,2,Duplex,2500000\nR-01,G,Retail,2400000\n",
      [
        "main-101 1 1  100000000 ",
        "main-102 1 1  100000000 ",
        "main-D-1 2   250000000 ",
        "main-R-01 0 commercial  240000000 ",
      ],
    ],
    [
      "statuses marked under their names",
      "AED",
      "Unit,Floor,Price,Available,Reserved,Sold\n1,1,1000000,x,,\n2,1,1000000,-,✓,\n3,1,1000000,,,12 May\n",
      [
        "main-1 1   100000000 available",
        "main-2 1   100000000 reserved",
        "main-3 1   100000000 sold",
      ],
    ],
    [
      "averages and totals below the homes",
      "AED",
      "Unit,Floor,Area,Price\n101,1,60,1000000\nTower A total,,60,1000000\nAverage,,60,1000000\nMax,,60,1000000\n",
      ["main-101 1  60 100000000 "],
    ],
    [
      "numbers that a program wrote with a decimal",
      "AED",
      "Unit,Floor,Area\n101.0,1.0,60.0\n102.0,1.0,62.5\n",
      ["main-101 1  60  ", "main-102 1  62.5  "],
    ],
    [
      "ids of a database beside the numbers",
      "AED",
      "Unit ID,Tower,Unit No,Floor No,Sale Price\n90017,A,101,1,1000000\n",
      ["a-101 1   100000000 "],
    ],
    [
      "Moscow: a sign after the word",
      "RUB",
      "Корпус;Этаж;Кв. №;Стоимость\n1;2;5;11 403 000 ₽\n",
      ["1-5 2   1140300000 "],
    ],
    [
      "units and currencies in a row of their own",
      "AED",
      "Unit,Floor,Area,Price\n,,sqft,AED\n101,1,700,1000000\n",
      ["main-101 1  65 100000000 "],
    ],
    [
      "the unit of areas in a title",
      "AED",
      "All areas in sq.ft,,,\nUnit,Floor,Area,Price\n101,1,700,1000000\n",
      ["main-101 1  65 100000000 "],
    ],
    [
      "a tower above each of its tables",
      "AED",
      "TOWER B,,\nUnit,Floor,Price\n101,1,1000000\nTOWER C,,\nUnit,Floor,Price\n101,1,1100000\n",
      ["b-101 1   100000000 ", "c-101 1   110000000 "],
    ],
    [
      "a floor between two in the number",
      "AED",
      "Unit,Selling Value\n12A01,1000000\n1401,1100000\n",
      ["main-12A01 13   100000000 ", "main-1401 14   110000000 "],
    ],
    [
      "prices under the name of their currency alone",
      "AED",
      "Unit,Floor,AED\n101,1,1000000\n",
      ["main-101 1   100000000 "],
    ],
  ])("%s", async (_name, currency, list, homes) => {
    expect(await homesOf(list, currency, currency === "KWD" ? 3 : 2)).toEqual(homes);
  });

  test("sheets named after statuses give their homes those", async () => {
    const book = utils.book_new();
    for (const [name, number] of [
      ["Available units", "101"],
      ["Sold", "102"],
      ["Not released", "103"],
    ] as const) {
      const rows = [
        ["Unit", "Floor", "Price"],
        [number, 1, 1_000_000],
      ];
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
    }
    const file = new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
    const units = await unitsOf(file, NEW);
    expect(units.map(({ status, hidden }) => status ?? hidden)).toEqual([
      "available",
      "sold",
      true,
    ]);
  });

  test("sheets named after floors, phases, bedrooms and kinds are no buildings", async () => {
    const book = utils.book_new();
    for (const [name, number] of [
      ["Ground Floor", "7"],
      ["Phase 2", "201"],
      ["2 BR", "301"],
      ["Penthouses", "2001"],
    ] as const) {
      const rows = [
        ["Unit", "Price"],
        [number, 1_000_000],
      ];
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
    }
    const file = new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
    const units = await unitsOf(file, NEW);
    expect(units.map(({ id, floor, phase, bedrooms }) => [id, floor, phase, bedrooms])).toEqual([
      ["main-7", 0, undefined, undefined],
      ["main-201", 2, "Phase 2", undefined],
      ["main-301", 3, undefined, 2],
      ["main-2001", 20, undefined, undefined],
    ]);
  });

  test.each([
    ["Azure: all prices in USD,,\nUnit,Floor,Price\n101,1,300000\n", ["A1 other_currency"]],
    ["Prices in AED / in USD on request,,\nUnit,Floor,Price\n101,1,300000\n", []],
    ["PRICES IN ALL TOWERS,,\nUnit,Floor,Price\n101,1,300000\n", []],
    ["All prices in USD,,\nUnit,Floor,Price (AED)\n101,1,300000\n", []],
    ["Unit,Floor,Price\n,,USD\n101,1,300000\n", ["C2 other_currency"]],
  ])("a title may name another currency: %j", async (list, problems) => {
    expect(await problemsIn(list, NEW)).toEqual(problems);
  });

  test("1 m² is not a home's area, even without bedrooms", async () => {
    expect(await problemsIn("Unit,Floor,Area\n101,1,1.012\n102,1,65.5\n", NEW)).toEqual([
      "C2 unlikely_area",
    ]);
  });

  test("marks are read again with the stored mapping, without asking for their meaning", async () => {
    const list = "Unit,Floor,Available,Sold\n101,1,x,\n102,1,,12 May\n";
    const bytes = new TextEncoder().encode(list);
    const first = await readList({ bytes, fileName: "" }, NEW, {});
    if (!first.ok) throw new Error(first.problem.reason);
    const { statuses, mapping } = first.value.preview;
    expect(statuses).toEqual([
      { word: "Available", count: 1, meaning: "available" },
      { word: "Sold", count: 1, meaning: "sold" },
    ]);
    const again = await readList({ bytes, fileName: "" }, NEW, mapping);
    expect(again.ok && again.value.reading).toEqual(first.value.reading);
  });

  test("a home marked under two statuses is asked about", async () => {
    expect(await problemsIn("Unit,Floor,Available,Sold\n101,1,x,x\n102,1,,x\n", NEW)).toEqual([
      "C2 unmapped_status",
    ]);
  });

  test("remarks are no statuses", async () => {
    const list = "Unit,Floor,Remarks\n101,1,Corner\n102,1,Reserved for staff\n103,1,High ceiling\n";
    expect((await unitsOf(list, NEW)).map(({ status }) => status)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("a yes or no under 'Available' is asked about and never left out", async () => {
    expect(await problemsIn("Unit,Floor,Available\n101,1,Yes\n", NEW)).toEqual([
      "C2 unmapped_status",
    ]);
  });

  test("prices in another currency alone are still refused", async () => {
    expect(await problemsIn("Unit,Floor,Price (USD)\n101,1,300000\n", NEW)).toEqual([
      "C1 other_currency",
    ]);
  });
});
