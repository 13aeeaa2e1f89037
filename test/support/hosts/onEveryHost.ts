const INTEGRATION = "test/integration";

/** The suites that every host passes: each starts its servers with `openTestServer`. */
export const ON_EVERY_HOST: readonly string[] = [
  `${INTEGRATION}/presenting/{presenting,colleague,hearts,asks,history,recap.long,crowd,around,preview,inspection}.test.ts`,
  `${INTEGRATION}/access/{access,doors,hidden,readOnly}.test.ts`,
  `${INTEGRATION}/host/{embedding.long,customViews,rates,session,callers}.test.ts`,
  `${INTEGRATION}/connections/{fallback,fallbackDoors,fallbackSession,requestKinds,presence,webSocketProtocol}.test.ts`,
  `${INTEGRATION}/lists/{formats,unitPrices}.test.ts`,
];

/** Run on Node by the project `browser`. */
export const IN_A_BROWSER_ON_WORKERS: readonly string[] = ["test/embed/elements.test.ts"];
