import { expect, test } from "vitest";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import {
  DESK,
  joinAsBuyer,
  openBrowser,
  openPage,
  PHONE,
  signInLink,
  startPresenting,
} from "../../support/browser/browser.ts";
import { openWebhookReceiver } from "../../support/server/webhookReceiver.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { longTest } from "../../support/size.ts";

async function readProject(server: TestServer): Promise<Project> {
  const token = await server.signIn();
  const answer = await server.call("GET", "/api/projects/lagoon-terraces", undefined, token);
  return (await answer.json()) as Project;
}

/** The list of an office that names columns and statuses in its own way. */
function officeList({ units }: Project, priceOf: (unit: string, price: number) => number): Buffer {
  const rows = units.map(({ id, building, floor, number, bedrooms, area, price, status }) => {
    const said = { available: "Free", reserved: "Kept by owner", sold: "SPA signed" } as const;
    const shown = price === undefined ? "On request" : String(priceOf(id, price / 100));
    const word = status === undefined ? "" : said[status];
    return [building.toUpperCase(), floor, number, bedrooms, area, shown, word].join(";");
  });
  const head = [
    "Lagoon Terraces, November",
    "Tower;Level;Unit No;Beds;Area sqm;Price AED;Availability",
  ];
  return Buffer.from([...head, ...rows].join("\r\n"));
}

test("an agent loads the office's list, maps its words, applies and undoes it while a buyer watches", async () => {
  const server = await openTestServer();
  const project = await readProject(server);
  const browser = await openBrowser();
  const { page: desk, complaints } = await openPage(browser, DESK);
  const { page: phone } = await openPage(browser, PHONE);
  await desk.goto(signInLink(server));
  await joinAsBuyer(phone, await startPresenting(desk), "Olga");
  const rail = desk.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: /^Tower B,/ }).click();
  await desk.getByRole("main").locator(`.stage td[data-unit="b-1204"]`).click();
  await phone.getByText("AED 2,980,000").waitFor();

  await desk.getByRole("button", { name: "Settings" }).click();
  await desk.getByRole("menuitem", { name: "Update the list" }).click();
  const dialog = desk.getByRole("dialog", { name: "Update the list" });
  await dialog.getByText("No list was applied yet.").waitFor();
  const raised = (unit: string, price: number) => (unit === "b-1204" ? price + 50_000 : price);
  await dialog.locator("input[type=file]").setInputFiles({
    name: "November.csv",
    mimeType: "text/csv",
    buffer: officeList(project, raised),
  });
  await dialog.getByText("1 price up").waitFor();
  // An unmapped word never means "available".
  await dialog.getByText("Say above what “Kept by owner” means.").waitFor();
  await dialog.getByLabel("What “Kept by owner” means").selectOption("reserved");
  await dialog.getByText("Say above what “Kept by owner” means.").waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Apply" }).click();
  await dialog.getByText("November.csv").waitFor();
  await phone.getByText("AED 3,030,000").waitFor();

  await dialog.getByRole("button", { name: "Undo" }).click();
  await phone.getByText("AED 2,980,000").waitFor();
  expect(complaints).toEqual([]);
});

longTest("a file that is not a list changes nothing and is answered with advice", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const { page: desk } = await openPage(browser, DESK);
  await desk.goto(signInLink(server));
  await desk.getByRole("button", { name: "Settings" }).click();
  await desk.getByRole("menuitem", { name: "Update the list" }).click();
  const dialog = desk.getByRole("dialog", { name: "Update the list" });
  const choose = (name: string, buffer: Buffer) =>
    dialog.locator("input[type=file]").setInputFiles({ name, mimeType: "", buffer });
  await choose("brochure.pdf", Buffer.from("%PDF-1.7 and more"));
  await dialog.getByText("Ask for the spreadsheet").waitFor();
  await dialog.getByRole("button", { name: "Choose another file" }).click();
  await choose("empty.csv", Buffer.from(""));
  await dialog.getByText("The file has no homes.").waitFor();
});

longTest("a development with only a name, a currency and a list can be presented", async () => {
  const server = await openTestServer();
  const browser = await openBrowser();
  const { page: desk, complaints } = await openPage(browser, DESK);
  const { page: phone } = await openPage(browser, PHONE);
  await desk.goto(signInLink(server));
  await desk.getByRole("button", { name: "Settings" }).click();
  await desk.getByRole("menuitem", { name: "Add a development" }).click();
  const adding = desk.getByRole("dialog", { name: "Add a development" });
  await adding.getByRole("button", { name: "Add" }).click();
  await adding.getByText("No currency has this code.").waitFor();
  await adding.getByLabel("Name").fill("Harbour Lofts");
  await adding.getByLabel("Currency").fill("eur");
  await adding.getByRole("button", { name: "Add" }).click();
  await adding.waitFor({ state: "detached" });

  await desk.getByRole("button", { name: "Settings" }).click();
  await desk.getByRole("menuitem", { name: "Update the list" }).click();
  const dialog = desk.getByRole("dialog", { name: "Update the list" });
  const rows = ["1;101;2;84;Free", "1;102;1;52;Free", "2;201;3;120;Sold"];
  const list = ["Floor;Unit;Bedrooms;Area sqm;Status", ...rows].join("\n");
  await dialog.locator("input[type=file]").setInputFiles({
    name: "lofts.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(list),
  });
  await dialog.getByText("3 new").waitFor();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await dialog.getByText("lofts.csv").waitFor();
  await desk.keyboard.press("Escape");
  await joinAsBuyer(phone, await startPresenting(desk), "Olga");
  const rail = desk.getByRole("navigation", { name: "Development" });
  await rail.getByRole("button", { name: /^Buildings/ }).click();
  await phone.locator("[data-unit]").first().waitFor();
  expect(complaints).toEqual([]);
});

longTest(
  "a shown home that a list sells or removes is marked accordingly on both sides",
  async () => {
    const server = await openTestServer();
    const project = await readProject(server);
    const token = await server.signIn();
    const browser = await openBrowser();
    const { page: desk } = await openPage(browser, DESK);
    const { page: phone } = await openPage(browser, PHONE);
    await desk.goto(signInLink(server));
    await joinAsBuyer(phone, await startPresenting(desk), "Olga");
    const rail = desk.getByRole("navigation", { name: "Development" });
    await rail.getByRole("button", { name: /^Tower B,/ }).click();
    await desk.getByRole("main").locator(`.stage td[data-unit="b-1204"]`).click();
    await phone.getByText("AED 2,980,000").waitFor();
    const head = "building,floor,number,price,status";
    const rowsOf = (units: Project["units"]) =>
      units.map(({ id, building, floor, number, price, status }) => {
        const amount = price === undefined ? "" : price / 100;
        return [building, floor, number, amount, id === "b-1204" ? "sold" : status].join(",");
      });
    const put = async (units: Project["units"]) => {
      const answer = await fetch(`${server.url}/api/projects/lagoon-terraces/list`, {
        method: "PUT",
        headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" },
        body: [head, ...rowsOf(units)].join("\n"),
      });
      expect(answer.status).toBe(200);
    };
    await put(project.units);
    await Promise.all([
      phone.getByText("just sold").first().waitFor(),
      desk.getByText("just sold").first().waitFor(),
    ]);
    await put(project.units.filter(({ id }) => id !== "b-1204"));
    const gone = "This home is no longer in the list";
    await Promise.all([
      phone.getByText(gone).first().waitFor(),
      desk.getByRole("main").getByText(gone).first().waitFor(),
    ]);
    await desk.getByRole("button", { name: "Show the homes" }).first().click();
    await phone.getByText(gone).first().waitFor({ state: "detached" });
  },
);

longTest(
  "an editor connects another program, sees its deliveries, resends one and disconnects it",
  async () => {
    const server = await openTestServer({ WEBHOOK_ALLOW_PRIVATE: "1" });
    const receiver = await openWebhookReceiver();
    const browser = await openBrowser();
    const { page: desk, complaints } = await openPage(browser, DESK);
    await desk.goto(signInLink(server));
    await desk.getByRole("button", { name: "Settings" }).click();
    await desk.getByRole("menuitem", { name: "Webhooks" }).click();
    const dialog = desk.getByRole("dialog", { name: "Webhooks" });
    await dialog.getByText("No webhooks yet.").waitFor();

    await dialog.getByRole("button", { name: "Add a webhook" }).click();
    await dialog.getByRole("button", { name: "Add" }).click();
    await dialog.getByText("This is not a web address.").waitFor();
    await dialog.getByText("Choose at least one event.").waitFor();
    await dialog.getByLabel("Address").fill(receiver.url);
    await dialog.getByLabel("Presentation created").check();
    await dialog.getByRole("button", { name: "Add" }).click();
    receiver.trust(await dialog.getByLabel("Secret").inputValue());
    await dialog.getByText("it is not shown again").waitFor();
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.getByText("Working").waitFor();

    receiver.answer((_, response) => void response.writeHead(500).end());
    await server.present();
    await receiver.received("presentation.created");
    await dialog.getByText("Failing since").waitFor();
    await dialog.getByRole("button", { name: "Last deliveries" }).click();
    await dialog.getByText("Not delivered yet: the answer was 500").waitFor();
    await dialog.getByText("Next attempt").waitFor();
    receiver.answer((_, response) => void response.end());
    await dialog.getByRole("button", { name: "Send again" }).click();
    await dialog.getByText("Delivered, the answer was 200").waitFor();
    const ids = () => receiver.events().map(({ id }) => id);
    const before = ids().length;
    await dialog.getByRole("button", { name: "Send again" }).click();
    await expect.poll(() => ids().length).toBeGreaterThan(before);
    expect(new Set(ids()).size).toBe(1);

    await dialog.getByRole("button", { name: "All webhooks" }).click();
    await dialog.getByText("Working").waitFor();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await dialog.getByText("Delete this webhook?").waitFor();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await dialog.getByText("No webhooks yet.").waitFor();
    expect(complaints).toEqual([]);
  },
);

longTest(
  "an agent removes a development added by mistake, which ends its presentation",
  async () => {
    const server = await openTestServer();
    const token = await server.signIn();
    await server.call("POST", "/api/projects", { name: "Wrong Place", currency: "AED" }, token);
    const put = await fetch(`${server.url}/api/projects/wrong-place/list`, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" },
      body: "Floor,Unit,Price\n1,101,1000000\n",
    });
    expect(put.status).toBe(200);
    await server.present({ project: "wrong-place" });
    const browser = await openBrowser();
    const { page: desk, complaints } = await openPage(browser, DESK);
    await desk.goto(signInLink(server).replace("/agent#", "/agent?project=wrong-place#"));
    await desk.getByRole("button", { name: "Settings" }).click();
    await desk.getByRole("menuitem", { name: "Remove this development" }).click();
    const dialog = desk.getByRole("dialog", { name: "Remove Wrong Place?" });
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await dialog.getByText(/It is being presented now/).waitFor();
    await dialog.getByRole("button", { name: "End and remove" }).click();
    await desk.getByRole("navigation", { name: "Development" }).waitFor();
    const gone = await server.call("GET", "/api/projects/wrong-place", undefined, token);
    expect(gone.status).toBe(404);
    expect(complaints.filter((text) => !text.includes("409"))).toEqual([]);
  },
);
