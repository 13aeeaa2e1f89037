import { expect, test } from "vitest";
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
import { refuseStorage, skewClock } from "../../support/browser/device.ts";
import { freePort } from "../../support/server/process/freePort.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { openTowerB } from "../../support/browser/viewing.ts";
import { longTest, someOf } from "../../support/size.ts";

const HOST = "offplan.test";

test("trap 30: on plain http the link is copied, and a phone follows over every transport", async () => {
  const port = String(await freePort());
  const origin = `http://${HOST}:${port}`;
  const server = await openTestServer({ PORT: port, PUBLIC_URL: origin });
  const browser = await openBrowser(`--host-resolver-rules=MAP ${HOST} 127.0.0.1`);
  const desk = await openPage(browser, DESK);
  await desk.page.goto(signInLink(server).replace(server.url, origin));
  expect(await desk.page.evaluate(() => window.isSecureContext)).toBe(false);
  const link = await startPresenting(desk.page);
  await desk.page.getByRole("button", { name: "Invite", exact: true }).click();
  await desk.page.getByRole("button", { name: "Copy" }).click();
  await desk.page.getByRole("button", { name: "Copied" }).waitFor();
  await desk.page.keyboard.press("Escape");

  await desk.page.keyboard.press("Control+i");
  await desk.page.getByRole("button", { name: "Copy as JSON" }).click();
  await desk.page.getByText("Copied").waitFor();
  await desk.page.keyboard.press("Control+i");

  const phone = await openPage(browser, PHONE);
  await phone.page.routeWebSocket(/\/sync\//, (socket) => socket.close());
  await joinAsBuyer(phone.page, link, "Bob");
  await desk.page.getByText("(server-sent events)").waitFor();
  await openTowerB(desk.page);
  await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
  /** Messages of the browser about plain http itself are not errors of the pages. */
  const ofPlainHttp = /^third party|WebSocket|Cross-Origin-Opener-Policy|Origin-Agent-Cluster/;
  const errors = [...desk.complaints, ...phone.complaints].filter((one) => !ofPlainHttp.test(one));
  expect(errors).toEqual([]);
});

longTest(
  "trap 29: where storage is refused everything works, and a reload asks again",
  async () => {
    const server = await openTestServer();
    const browser = await openBrowser();
    const desk = await openPage(browser, DESK);
    await refuseStorage(desk.context);
    await desk.page.goto(signInLink(server));
    const link = await startPresenting(desk.page);
    const phone = await openPage(browser, PHONE);
    await refuseStorage(phone.context);
    await joinAsBuyer(phone.page, link, "Bob");
    await openTowerB(desk.page);
    await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
    await picture(phone.page, "no-storage-phone");
    await phone.page.reload();
    await phone.page.getByRole("button", { name: "Join the viewing" }).waitFor();

    const presentation = await server.present();
    const colleague = await openPage(browser, DESK);
    await refuseStorage(colleague.context);
    await colleague.page.goto(await presentation.inviteColleague());
    await colleague.page.getByLabel("Your name").fill("Boris");
    await colleague.page.getByRole("button", { name: "Join and present" }).click();
    await colleague.page.getByText("Live", { exact: true }).waitFor();

    await desk.page.reload();
    await desk.page.getByRole("button", { name: "Sign in" }).waitFor();
    expect([...desk.complaints, ...phone.complaints, ...colleague.complaints]).toEqual([]);
  },
);

test.each(someOf([57, -57]))(
  "trap 32: on devices whose clocks are %s minutes wrong, both sides count down the server's time",
  async (minutes) => {
    const server = await openTestServer();
    const browser = await openBrowser();
    const desk = await openPage(browser, DESK);
    const deskClock = await skewClock(desk.context, minutes);
    await desk.page.goto(signInLink(server));
    const link = await startPresenting(desk.page);
    const timer = desk.page.getByRole("timer");
    expect(await timer.textContent()).toMatch(/^(59:\d\d|60:00|1:00:00) /);
    const phone = await openPage(browser, PHONE);
    const phoneClock = await skewClock(phone.context, minutes);
    await phone.page.goto(link);
    await phone.page.getByText(/Open for (59|60) more minutes|Open for 1 more hour/).waitFor();
    await phone.page.getByRole("button", { name: "Join the viewing" }).tap();
    await phone.page.getByText("59 min", { exact: true }).waitFor();

    // Meanwhile the desk's clock is corrected, and the phone's is set far back.
    await deskClock.jump(desk.page, 0);
    await phoneClock.jump(phone.page, -600);
    await openTowerB(desk.page);
    await phone.page.getByRole("heading", { name: "Tower B" }).waitFor();
    expect(await timer.textContent()).toMatch(/^59:\d\d /);
    await desk.page.reload();
    await desk.page.getByText("Live", { exact: true }).waitFor();
    expect(await timer.textContent()).toMatch(/^59:\d\d /);
    await phone.page.reload();
    await phone.page.getByText(/^5[89] min$/).waitFor();
    expect([...desk.complaints, ...phone.complaints]).toEqual([]);
  },
);
