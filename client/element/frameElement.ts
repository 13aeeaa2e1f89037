import {
  isOurs,
  versioned,
  type DownMessage,
  type PresentOptions,
  type UpMessage,
} from "./messages.ts";

const UP: ReadonlySet<string> = new Set<UpMessage["type"]>([
  "ready",
  "live",
  "viewer",
  "heart",
  "view",
  "ended",
  "token-needed",
]);

/** The script and the framed pages have the same base URL. */
const SERVER = new URL(".", import.meta.url);

/**
 * An element that frames one of our pages. The page's messages become events of the element (`ready`, `live`, `viewer`,
 * `heart`, `view`, `ended`, `token-needed`, each with the message as `detail`). Calls made before the page is ready are
 * queued. The token is posted to this server's origin alone.
 */
export abstract class FrameElement extends HTMLElement {
  static readonly observedAttributes = ["project", "unit", "token"];
  /** Called for a token when one is needed; otherwise set the attribute anew. */
  getToken: (() => Promise<string>) | undefined;
  readonly #frame = document.createElement("iframe");
  #waiting: DownMessage[] | undefined = [];
  #address = "";
  /** Whether the framed page has opened the development and executes calls. */
  #obeys = false;

  /** The framed page's address, below the server's. */
  protected abstract path(): string;
  /** Default heights of the element; the page's own style sheet takes precedence. */
  protected abstract heights(): { readonly idle: string; readonly live: string };

  constructor() {
    super();
    const frame = this.#frame;
    frame.allow = "clipboard-write; fullscreen";
    frame.title = "Offplan Live";
    const { idle, live } = this.heights();
    const styles = new CSSStyleSheet();
    styles.replaceSync(
      `:host{display:block;height:${idle}}:host([live]){height:${live}}iframe{display:block;width:100%;height:100%;border:0}`,
    );
    const root = this.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [styles];
    root.append(frame);
  }

  connectedCallback(): void {
    addEventListener("message", this.#hear);
    this.#load();
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.#hear);
    this.#frame.removeAttribute("src");
    this.#address = "";
    this.#waiting = [];
    this.#obeys = false;
    this.toggleAttribute("live", false);
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === "token") this.#giveToken();
    else if (name === "unit" && this.#obeys) this.#openUnit();
    else this.#load();
  }

  /** Opens a view, in the form of the document's `view`. */
  show(view: object): void {
    this.#say({ type: "show", view });
  }

  present(options: PresentOptions = {}): void {
    this.#say({ type: "present", options });
  }

  end(): void {
    this.#say({ type: "end" });
  }

  #load(): void {
    const address = new URL(this.path(), SERVER).href;
    if (address === this.#address) return;
    this.#address = address;
    this.#obeys = false;
    this.#waiting ??= [];
    this.toggleAttribute("live", false);
    this.#frame.src = address;
  }

  /** Opens the home in the loaded frame, so that a running presentation continues. Without a home, the view stays. */
  #openUnit(): void {
    this.#address = new URL(this.path(), SERVER).href;
    const unit = this.getAttribute("unit");
    if (unit) this.show({ screen: "unit", unit });
  }

  #giveToken(): void {
    const token = this.getAttribute("token");
    if (token !== null && token !== "") this.#say({ type: "token", token });
  }

  #say(message: DownMessage): void {
    if (this.#waiting === undefined) {
      this.#frame.contentWindow?.postMessage(versioned(message), SERVER.origin);
    } else if (message.type !== "token") this.#waiting.push(message);
  }

  readonly #hear = ({ data, origin, source }: MessageEvent<unknown>): void => {
    if (origin !== SERVER.origin || source !== this.#frame.contentWindow) return;
    if (!isOurs(data) || !UP.has(data.type)) return;
    const message = data as UpMessage;
    if (message.type === "ready") this.#begin();
    if (message.type === "view") this.#obeys = true;
    if (message.type === "live") this.toggleAttribute("live", true);
    if (message.type === "ended") this.toggleAttribute("live", false);
    if (message.type === "token-needed") this.#renew();
    this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
  };

  #begin(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    this.#giveToken();
    for (const message of waiting) this.#say(message);
  }

  #renew(): void {
    this.getToken?.().then(
      (token) => this.#say({ type: "token", token }),
      () => undefined,
    );
  }
}
