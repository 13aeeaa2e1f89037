import { urlFault, type Post } from "../webhooks/post.ts";
import { PrivateAddressError } from "../net/publicAddress.ts";

/** Posts by `fetch`. The platform cannot reach private networks, so only the URL itself is checked. */
export const openFetchPost =
  (allowPrivate: boolean): Post =>
  async (url, { headers, body, signal }) => {
    const fault = urlFault(url, allowPrivate);
    if (fault !== undefined) throw new PrivateAddressError(fault);
    const options = { method: "POST", headers, body, signal, redirect: "manual" } as const;
    const response = await fetch(url, options);
    await response.body?.cancel();
    return response.status;
  };
