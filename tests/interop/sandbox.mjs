// A sandbox for one test, and what the tests share.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The program, from the command line. */
export const program = process.argv[2];

/** Exits the process as skipped if the packages are not installed. */
export function needPackages() {
  if (existsSync(fileURLToPath(new URL("node_modules", import.meta.url)))) return;
  console.log("skipped: run `npm ci` in tests/interop first");
  process.exit(77);
}

// Every secret in the tests begins like this; tests/secrets searches for it.
const accessKeyOfTests = Buffer.from("marker-secret of these tests").toString("base64");

/**
 * Starts a sandbox; returns the parts of its connection string, with `stop()`.
 * @param {string[]} options on the command line
 */
export async function startSandbox(...options) {
  const all = ["--access-key", accessKeyOfTests, ...options];
  const child = spawn(program, all, { stdio: ["ignore", "pipe", "inherit"] });
  const [connectionString] = await once(createInterface({ input: child.stdout }), "line");
  const [, endpoint, accessKey] = connectionString.match(/^endpoint=(\S+)\/;accesskey=(\S+)$/);
  return {
    connectionString,
    endpoint,
    accessKey,
    async stop() {
      const end = once(child, "exit");
      child.kill();
      const [status] = await end;
      if (status !== 0) throw new Error(`the sandbox ended with ${status}`);
    },
  };
}

const start = Math.floor(Date.now() / 1000);

/**
 * A time this many seconds after the start of the test, in whole seconds as clients send it: the
 * difference between two of them is exact, however long the test takes.
 */
export const ahead = (seconds) => new Date((start + seconds) * 1000);

export const day = 86_400;

/** A raw ID that Rooms accepts; a different one for each number. */
export const rawId = (number) =>
  `8:acs:0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9_00000019-2d4c-9e5a-1000-${String(number).padStart(12, "0")}`;

/** The same as an identifier of the SDKs. */
export const user = (number) => ({ communicationUserId: rawId(number) });

/** All values of an async iterable. */
export async function all(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}
