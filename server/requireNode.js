/**
 * Stops with one sentence where Node is too old to run the sources. Plain JavaScript, which any Node can run: without
 * npm's install scripts the Node that `npm ci` brings is not there, and the machine's own is used.
 */
const REQUIRED = 24;
const version = process.versions.node;

if (Number.parseInt(version, 10) < REQUIRED) {
  process.stderr.write(
    `Node.js ${REQUIRED} or newer is needed, and this is ${version}: install Node.js ${REQUIRED}, or run \`npm ci\` again without --ignore-scripts, which brings it along.\n`,
  );
  process.exitCode = 1;
}
