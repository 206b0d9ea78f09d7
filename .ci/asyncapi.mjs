// Checks an AsyncAPI document by AsyncAPI's own parser: node asyncapi.mjs FOLDER-WITH-NODE_MODULES DOCUMENT
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { Parser } = createRequire(resolve(process.argv[2], "package.json"))("@asyncapi/parser");
const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[3], "utf8"));
// Severity 0 is an error, 1 a warning; what is left are hints.
const problems = diagnostics.filter((each) => each.severity <= 1);
for (const each of problems) {
  console.log(`${each.range.start.line + 1}: ${each.path.join(".")}: ${each.message}`);
}
process.exit(document && problems.length === 0 ? 0 : 1);
