// Runs one function of a file as Lambda does: reads the event from standard input and writes the result or the error to standard output
// and logs to standard error. Requests to an edge go to its server (edges.py).
const { readFileSync } = require("node:fs");

const [, , file, name] = process.argv;
console.log = console.error;

const servers = JSON.parse(process.env.LOCAL_AWS_EDGES ?? "{}");
const { fetch } = globalThis;
globalThis.fetch = (location, options) => {
  const { origin, pathname, search } = new URL(location);
  return fetch(new URL(`${pathname}${search}`, servers[origin] ?? origin), options);
};

const event = JSON.parse(readFileSync(0, "utf8"));
require(file)
  [name](typeof event === "string" ? JSON.parse(event) : event)
  .then(
    (result) => process.stdout.write(JSON.stringify(result ?? null)),
    (error) => {
      process.stdout.write(JSON.stringify({ errorType: error.name, errorMessage: error.message }));
      process.exitCode = 1;
    },
  );
