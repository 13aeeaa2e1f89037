import { afterEach, expect, test, vi } from "vitest";
import { waitingPrint } from "../../../client/recap/printing.ts";

afterEach(() => vi.unstubAllGlobals());

test("a brochure requested too early is printed once, when all homes are in the page", () => {
  const print = vi.fn();
  vi.stubGlobal("document", { querySelectorAll: () => [] });
  vi.stubGlobal("window", { addEventListener: () => undefined, print });
  const brochure = waitingPrint();
  brochure.print();
  brochure.print();
  expect(print).not.toHaveBeenCalled();
  brochure.ready();
  expect(print).toHaveBeenCalledTimes(1);
  brochure.ready();
  expect(print).toHaveBeenCalledTimes(1);
  brochure.print();
  expect(print).toHaveBeenCalledTimes(2);
});
