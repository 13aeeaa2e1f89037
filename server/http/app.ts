import express, { type Express, type RequestHandler } from "express";
import compression from "compression";
import { openAuthentication } from "./authentication.ts";
import { addClientRoutes } from "./pages/static.ts";
import { allowOrigins, allowShowing } from "./middleware/crossOrigin.ts";
import { addColleagueRoutes } from "./routes/room/colleagueRoutes.ts";
import type { HttpDependencies } from "./dependencies.ts";
import { revalidateByTag } from "./etag.ts";
import { answerErrors, answerUnknown, refuseMethod } from "./problem.ts";
import { answerOtherMethods } from "../net/otherMethods.ts";
import { addJoinRoutes } from "./routes/room/joinRoutes.ts";
import { openLinkPreviews } from "./pages/linkPreviews.ts";
import { addBrandRoutes } from "./routes/brandRoutes.ts";
import { openHearts } from "./hearts.ts";
import { addFollowUpRoutes } from "./routes/presentations/followUpRoutes.ts";
import { addAskRoutes } from "./routes/room/askRoutes.ts";
import { addHeartRoutes } from "./routes/room/heartRoutes.ts";
import { addListRoutes, readMappings } from "./routes/projects/listRoutes.ts";
import { addPictureRoutes } from "./routes/projects/pictureRoutes.ts";
import { addOpenapiRoutes } from "./routes/openapiRoutes.ts";
import { addOperatorRoutes } from "./routes/operatorRoutes.ts";
import { addParticipantRoutes } from "./routes/room/participantRoutes.ts";
import { addHistoryRoutes } from "./routes/presentations/historyRoutes.ts";
import { addRecapRoutes } from "./routes/presentations/recapRoutes.ts";
import { addPersonalDataRoutes } from "./routes/presentations/personalDataRoutes.ts";
import { openPinAttempts } from "./limits/pinAttempts.ts";
import { addPresentationRoutes } from "./routes/presentations/presentationRoutes.ts";
import { addRatesRoutes } from "./routes/ratesRoutes.ts";
import { addProjectRoutes, readUnitChanges } from "./routes/projects/projectRoutes.ts";
import { logRequests } from "./middleware/requestLog.ts";
import { BODY_LIMIT_BYTES, readJson } from "./requests.ts";
import { protect } from "./middleware/security.ts";
import { addWebhookRoutes } from "./routes/webhookRoutes.ts";
import { addSignInRoutes } from "./routes/signInRoutes.ts";
import { NOW_HEADER } from "../../schema/protocol/api.ts";
import type { Clock } from "../time/clock.ts";

/** Paths that pages of allowed origins may read. */
const READ_ELSEWHERE = ["/api", "/sync", "/media", "/element.js", "/openapi.json"];
/** Paths that other origins may embed. */
const SHOWN_ELSEWHERE = ["/media", "/element.js"];

/** The Express app of everything that is served over HTTP. */
export function createHttpApp(dependencies: HttpDependencies): Express {
  const { settings, log, metrics, randomBytes } = dependencies;
  const authentication = openAuthentication(dependencies);
  const pins = openPinAttempts(dependencies.limiter);
  const hearts = openHearts(dependencies);
  const { publicPath } = settings;
  const previews = openLinkPreviews({ ...dependencies, publicPath });
  const app = express();
  app.disable("x-powered-by");
  // Files keep their tags; answers that may not be stored need none.
  app.set("etag", () => undefined);
  app.set("trust proxy", settings.trustProxy);
  app.use(logRequests(log, metrics, randomBytes));
  const framed = [...new Set(settings.customViews.map(({ url }) => new URL(url).origin))];
  app.use(protect((request) => settings.publicUrl(request), framed));
  const { allowedOrigins } = settings;
  app.use(READ_ELSEWHERE, allowOrigins(allowedOrigins));
  app.use(SHOWN_ELSEWHERE, allowShowing(allowedOrigins));
  app.use(["/api", "/healthz", "/readyz", "/metrics"], (_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  addOperatorRoutes(app, dependencies);

  app.use(["/api/projects", "/api/recaps", "/api/presentations/:id/history"], compress());
  readMappings(app);
  readUnitChanges(app);
  app.use("/api", sayNow(dependencies.clock), ...readJson(BODY_LIMIT_BYTES));
  addSignInRoutes(app, dependencies);
  addRatesRoutes(app, dependencies);
  addProjectRoutes(app, dependencies, authentication);
  addListRoutes(app, dependencies, authentication);
  addPictureRoutes(app, dependencies, authentication);
  addPresentationRoutes(app, dependencies, authentication, pins);
  addPersonalDataRoutes(app, dependencies, authentication);
  addHistoryRoutes(app, dependencies, authentication);
  addFollowUpRoutes(app, dependencies, authentication);
  addRecapRoutes(app, dependencies, authentication, { pins, hearts });
  addJoinRoutes(app, dependencies, pins);
  addColleagueRoutes(app, dependencies, authentication);
  addParticipantRoutes(app, dependencies, authentication);
  addHeartRoutes(app, dependencies, authentication, hearts);
  addAskRoutes(app, dependencies, authentication);
  addWebhookRoutes(app, dependencies, authentication);
  answerOtherMethods(app.router, refuseMethod);
  app.use("/api", answerUnknown);
  if (dependencies.sync !== undefined) app.use("/sync", dependencies.sync);

  app.use(compress());
  addOpenapiRoutes(app, dependencies);
  app.use(revalidateByTag);
  dependencies.addMedia(app);
  addBrandRoutes(app, dependencies, previews);
  addClientRoutes(app, {
    ...settings,
    brand: dependencies.brand,
    previews,
    hostSignsIn: dependencies.authenticate !== undefined,
  });
  answerOtherMethods(app.router, refuseMethod);
  app.use(answerUnknown);
  app.use(answerErrors(log));
  return app;
}

/**
 * Compresses text and drawings, not photographs. Only for answers without a secret, a token or a name, because next to
 * text chosen by an attacker the length of a compressed answer reveals them. Histories are the exception, because one hour
 * takes 400 KB: a request needs the link or the agent's token, so another site cannot make it, and each answer has a new
 * recap token.
 */
const compress = (): RequestHandler =>
  compression({
    // Byte ranges refer to the uncompressed file.
    filter: (request, response) =>
      response.getHeader("Content-Range") === undefined && compression.filter(request, response),
  });

/** Sets the server's time on every answer, for pages on devices with a wrong clock. */
const sayNow =
  (clock: Pick<Clock, "now">): RequestHandler =>
  (_request, response, next) => {
    response.set(NOW_HEADER, String(clock.now()));
    next();
  };
