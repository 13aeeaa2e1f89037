import { expect, test } from "vitest";
import { axe, overflowOf } from "../../support/browser/axe.ts";
import {
  DESK,
  openBrowser,
  openPage,
  PHONE,
  picture,
  signInLink,
} from "../../support/browser/browser.ts";
import { PARK, writeParkPack } from "../../support/server/parkPack.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { someOf } from "../../support/size.ts";

interface Development {
  readonly project: string;
  /** Writes its pack and resolves to its folder; absent for the demo. */
  readonly write?: () => Promise<string>;
  readonly views: readonly string[];
}

const developments: readonly Development[] = [
  {
    project: "lagoon-terraces",
    views: [
      "masterplan:site",
      "building:b",
      "floor:b/12",
      "layouts",
      "layout:2c",
      "unit:b-1204",
      "gallery:lobby",
      "compare:b-1204,b-1404,a-501",
      "shortlist",
    ],
  },
  {
    project: PARK.id,
    write: writeParkPack,
    views: [
      "masterplan:aerial",
      "building:b2",
      "floor:b1/3",
      "layouts",
      "unit:b1-15",
      "compare:b1-15,b1-16",
      "shortlist",
    ],
  },
];

const nameOf = (view: string): string => view.replaceAll(/[^a-z0-9]+/gi, "-");

test.for(someOf(developments, 0))(
  "every view of $project is drawn without a complaint, on a desk and on a phone",
  async ({ project, write, views }) => {
    const server = await openTestServer(write === undefined ? {} : { PROJECTS_DIR: await write() });
    const browser = await openBrowser();
    const found: string[] = [];
    for (const [form, options] of someOf(Object.entries({ desk: DESK, phone: PHONE }), 0)) {
      const { page, complaints } = await openPage(browser, options);
      await page.goto(signInLink(server));
      await page.getByRole("main").waitFor();
      for (const view of views) {
        await page.goto(`${server.url}/agent?project=${project}&view=${view}`);
        await page.locator("main .stage-view").waitFor();
        await page.waitForLoadState("networkidle");
        const wide = await overflowOf(page);
        if (wide > 0) found.push(`${form} ${view}: ${wide} px too wide`);
        found.push(...(await axe(page)).map((line) => `${form} ${view}: ${line}`));
        await picture(page, `${project}-${nameOf(view)}-${form}`);
      }
      found.push(...complaints.map((line) => `${form}: ${line}`));
    }
    expect(found).toEqual([]);
  },
);

test("the sign-in page and the invitation have no faults", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const { page } = await openPage(browser, DESK);
  await page.goto(`${server.url}/agent`);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  expect(await axe(page)).toEqual([]);
  await picture(page, "sign-in-desk");
  await page.goto("about:blank");
  await page.goto(signInLink(server));
  await page.getByRole("button", { name: "Remote presentation" }).click();
  await page.getByRole("button", { name: "Start presenting" }).waitFor();
  expect(await axe(page)).toEqual([]);
  await picture(page, "invite-desk");
  await page.getByRole("button", { name: "Start presenting" }).click();
  await page.getByRole("link", { name: "E-mail" }).waitFor();
  expect(await axe(page)).toEqual([]);
  await picture(page, "invited-desk");
});
