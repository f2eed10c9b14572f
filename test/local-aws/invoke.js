// Runs one function of a file as Lambda does: the event comes on standard input, the result or the error goes to standard output,
// what the function logs to standard error.
const { readFileSync } = require("node:fs");

const [, , file, name] = process.argv;
console.log = console.error;
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
