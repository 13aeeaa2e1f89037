import type { Page } from "playwright-core";
import sharp from "sharp";
import { expect, test } from "vitest";
import { axe, overflowOf } from "../../support/browser/axe.ts";
import {
  DESK,
  joinAsBuyer,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
  startPresenting,
} from "../../support/browser/browser.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { makePack } from "../../server/catalogue/packs.ts";
import { someOf } from "../../support/size.ts";

const LIST = [
  "building,floor,number,bedrooms,area,status,price",
  ...[1, 2, 3].flatMap((floor) =>
    [1, 2].map(
      (at) => `a,${floor},${floor}0${at},${at},${40 + at * 12},available,${1_000_000 * at}`,
    ),
  ),
].join("\n");
const pack = () =>
  makePack({
    project: {
      name: { en: "Harbour Lofts", ar: "مساكن الميناء" },
      buildings: [
        {
          id: "a",
          name: { en: "Tower A", ar: "البرج أ" },
          floors: [{ number: 1 }, { number: 2 }, { number: 3 }],
        },
      ],
    },
    units: `${LIST}\n`,
  });

const photograph = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 120, g: 140, b: 120 } } })
    .jpeg()
    .toBuffer();
const PLAN = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400"><path d="M0 0h800v400H0z" fill="#fff"/><path d="M40 40h340v320H40zM420 40h340v320H420z" fill="none" stroke="#333" stroke-width="6"/></svg>',
);

async function openDialog(page: Page, locale = "en-GB") {
  const words = locale.startsWith("ar")
    ? { settings: "الإعدادات", pictures: "الصور" }
    : { settings: "Settings", pictures: "Pictures" };
  await page.getByRole("button", { name: words.settings }).first().click();
  await page.getByRole("menuitem", { name: words.pictures, exact: true }).click();
  return page.getByRole("dialog", { name: words.pictures });
}

const file = (name: string, buffer: Buffer) => ({ name, mimeType: "", buffer });

test("dropped pictures are placed by name and outlined, while a buyer watches", async () => {
  const server = await openTestServer({ PROJECTS_DIR: pack() });
  const browser = await openBrowser();
  const { page: desk, complaints } = await openPage(browser, DESK);
  const { page: phone } = await openPage(browser, PHONE);
  await desk.goto(signInLink(server));
  await joinAsBuyer(phone, await startPresenting(desk), "Olga");
  const dialog = await openDialog(desk);
  await dialog.getByText("No pictures yet.").waitFor();
  expect(await axe(desk)).toEqual([]);
  await picture(desk, "pictures-empty");
  await dialog
    .locator("input[type=file]")
    .setInputFiles([
      file("Masterplan.jpg", await photograph(1200, 800)),
      file("Floors 1-3.svg", PLAN),
      file("broken.jpg", Buffer.from("no picture")),
      file("lobby.jpg", await photograph(900, 600)),
    ]);
  await dialog.getByText("broken.jpg is not a picture").waitFor();
  await dialog.getByLabel("Where lobby.jpg is shown").waitFor();
  expect(await dialog.getByLabel("Where Masterplan.jpg is shown").inputValue()).toBe("masterplan");
  expect(await dialog.getByLabel("Where Floors 1-3.svg is shown").inputValue()).toBe("plan");
  expect(await axe(desk)).toEqual([]);
  await picture(desk, "pictures-added");

  // Two homes of the plan, by their corners.
  await dialog.getByRole("button", { name: "Draw outlines on Floors 1-3.svg" }).click();
  const canvas = dialog.locator(".outline-editor .a9s-annotationlayer");
  await canvas.waitFor();
  await dialog.getByLabel("Home 101").waitFor();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error("no canvas");
  const click = async (x: number, y: number) => {
    await desk.mouse.move(box.x + (x / 800) * box.width, box.y + (y / 400) * box.height);
    await desk.mouse.click(box.x + (x / 800) * box.width, box.y + (y / 400) * box.height);
  };
  const draw = async (left: number) => {
    await click(left, 40);
    await click(left + 340, 40);
    await click(left + 340, 360);
    await click(left, 360);
    await click(left, 40);
  };
  await draw(40);
  await dialog.getByText("1 unsaved").waitFor();
  await draw(420);
  await dialog.getByText("2 unsaved").waitFor();
  await picture(desk, "pictures-drawn");
  // By keyboard: delete, and undo.
  await dialog.getByLabel("Home 102").focus();
  await desk.keyboard.press("Space");
  await desk.keyboard.press("Delete");
  await dialog.getByText("1 unsaved").waitFor();
  await desk.keyboard.press("Control+z");
  await dialog.getByText("2 unsaved").waitFor();
  expect(await axe(desk)).toEqual([]);
  await picture(desk, "pictures-outlines");
  await dialog.getByRole("button", { name: "Save outlines" }).click();
  await dialog.getByText("2 unsaved").waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Back to all pictures" }).click();
  await dialog.getByText("2 of 2 drawn").waitFor();
  const [saved] = await Promise.all([
    desk.waitForEvent("download"),
    dialog.getByRole("button", { name: "Export the development" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("riverside.zip");

  await desk.keyboard.press("Escape");
  await desk.locator('main [data-floor="2"]').first().click();
  await desk.locator('main .floor-plan [data-anchor="unit:a-202"]').first().waitFor();
  await phone.locator('.floor-plan [data-anchor="unit:a-202"]').first().waitFor();
  await picture(phone, "pictures-buyer");
  // The file that is not a picture.
  expect(complaints.filter((complaint) => !complaint.includes("status of 422"))).toEqual([]);
});

test.for(
  someOf([
    { form: "desk", locale: "en-GB", failures: 3 },
    { form: "desk", locale: "ar-AE", failures: 300 },
    { form: "phone", locale: "en-GB", failures: 300 },
    { form: "phone", locale: "ar-AE", failures: 3 },
  ]),
)(
  "files that cannot be shown are listed by name: $failures of them, $form, $locale",
  async ({ form, locale, failures }) => {
    const server = await openTestServer({ PROJECTS_DIR: pack() });
    const { page } = await openPage(await openBrowser(), {
      ...(form === "desk" ? DESK : PHONE),
      locale,
    });
    await page.goto(signInLink(server));
    await page.locator("main .stage-view").waitFor();
    const dialog = await openDialog(page, locale);
    const wrong = Array.from({ length: failures }, (_, at) =>
      file(`IMG_${at + 1}.jpg`, Buffer.from("no picture")),
    );
    await dialog
      .locator("input[type=file]")
      .setInputFiles([
        file("Masterplan.jpg", await photograph(1200, 800)),
        file("Floors 1-2.svg", PLAN),
        ...wrong,
      ]);
    const fault = locale === "ar-AE" ? ": ليس صورة" : " is not a picture";
    await dialog.getByText(`IMG_${failures}.jpg${fault}`).waitFor();
    expect([await overflowOf(page), await axe(page)]).toEqual([0, []]);
    const name = `pictures-${form}-${locale}-${failures}`;
    await picture(page, name);
    await dialog
      .getByRole("button", { name: /Floors 1-2\.svg$/ })
      .first()
      .click();
    await dialog.locator(".outline-editor .a9s-annotationlayer").waitFor();
    expect([await overflowOf(page), await axe(page)]).toEqual([0, []]);
    await picture(page, `${name}-outlines`);
  },
);
