// Runs the JavaScript example in the README, unchanged, against a sandbox.
// node readme.test.mjs PATH_OF_ROOMKEEPER_SANDBOX
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
if (!existsSync(join(here, "node_modules"))) {
  console.log("skipped: run `npm ci` in tests/interop first");
  process.exit(77);
}

const readme = readFileSync(join(here, "../../README.md"), "utf8");
const example = readme.match(/```js\n(.*?)```/s)?.[1];
assert.ok(example, "the README contains an example in JavaScript");

const sandbox = spawn(process.argv[2], [], { stdio: ["ignore", "pipe", "inherit"] });
const folder = mkdtempSync(join(here, "node_modules/.readme-"));
try {
  const [connectionString] = await once(createInterface({ input: sandbox.stdout }), "line");
  assert.match(connectionString, /^endpoint=http:\/\/127\.0\.0\.1:\d+\/;accesskey=\S+$/);
  const file = join(folder, "example.mjs");
  writeFileSync(file, example);
  const run = spawnSync(process.execPath, [file], {
    env: { ...process.env, COMMUNICATION_CONNECTION_STRING: connectionString },
    encoding: "utf8",
  });
  process.stdout.write(run.stdout);
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /^Room 99\d{14,16} is open until \d{4}-/m);
  assert.match(run.stdout, /^1 room$/m);
  console.log("1 passed, 0 failed");
} finally {
  sandbox.kill();
  rmSync(folder, { recursive: true });
}
