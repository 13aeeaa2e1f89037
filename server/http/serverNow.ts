import type { RequestHandler } from "express";
import { NOW_HEADER } from "../../schema/api.ts";
import type { Clock } from "../clock.ts";

/** Says the server's time with every answer, so that a page on a device with a wrong clock counts right. */
export const sayNow =
  (clock: Pick<Clock, "now">): RequestHandler =>
  (_request, response, next) => {
    response.set(NOW_HEADER, String(clock.now()));
    next();
  };
