import express, { type Express } from "express";
import { openCallers } from "./callers.ts";
import { addClientRoutes } from "./clientRoutes.ts";
import { addColleagueRoutes } from "./colleagueRoutes.ts";
import { compress } from "./compress.ts";
import type { HttpDependencies } from "./dependencies.ts";
import { answerErrors, answerUnknown } from "./errors.ts";
import { addJoinRoutes } from "./joinRoutes.ts";
import { addHeartRoutes } from "./heartRoutes.ts";
import { addMediaRoutes } from "./mediaRoutes.ts";
import { addOperatorRoutes } from "./operatorRoutes.ts";
import { addParticipantRoutes } from "./participantRoutes.ts";
import { addPersonalDataRoutes } from "./personalDataRoutes.ts";
import { openPinAttempts } from "./pinAttempts.ts";
import { addPresentationRoutes } from "./presentationRoutes.ts";
import { addProjectRoutes } from "./projectRoutes.ts";
import { logRequests } from "./requestLog.ts";
import { BODY_LIMIT } from "./requests.ts";
import { protect } from "./security.ts";
import { sayNow } from "./serverNow.ts";
import { addSignInRoutes } from "./signInRoutes.ts";

/** Everything that is served over HTTP. */
export function createHttpApp(dependencies: HttpDependencies): Express {
  const { settings, log, metrics, randomBytes } = dependencies;
  const callers = openCallers(dependencies);
  const pins = openPinAttempts(dependencies.limiter);
  const app = express();
  app.disable("x-powered-by");
  // Files keep their tags; an answer that nobody may store has no use for one.
  app.set("etag", () => undefined);
  app.set("trust proxy", settings.trustProxy ?? false);
  app.use(logRequests(log, metrics, randomBytes));
  app.use(protect(() => settings.publicUrl()));
  app.use(["/api", "/healthz", "/readyz", "/metrics"], (_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  addOperatorRoutes(app, dependencies);

  app.use("/api/projects", compress());
  app.use("/api", sayNow(dependencies.clock), express.json({ limit: BODY_LIMIT }));
  addSignInRoutes(app, dependencies);
  addProjectRoutes(app, dependencies, callers);
  addPresentationRoutes(app, dependencies, callers, pins);
  addPersonalDataRoutes(app, dependencies, callers);
  addJoinRoutes(app, dependencies, pins);
  addColleagueRoutes(app, dependencies, callers);
  addParticipantRoutes(app, dependencies, callers);
  addHeartRoutes(app, dependencies, callers);
  app.use("/api", answerUnknown);
  if (dependencies.sync !== undefined) app.use("/sync", dependencies.sync);

  app.use(compress());
  addMediaRoutes(app, dependencies);
  addClientRoutes(app, settings.clientDir);
  app.use(answerUnknown);
  app.use(answerErrors(log));
  return app;
}
