// The unmodified SDKs over HTTPS: they work with the sandbox's certificate as a CA, and not without.
// node tls.test.mjs PATH_OF_ROOMKEEPER_SANDBOX
import { needPackages, startSandbox } from "./sandbox.mjs";
needPackages();
const { default: assert } = await import("node:assert/strict");
const { spawn } = await import("node:child_process");
const { mkdtempSync, rmSync } = await import("node:fs");
const { tmpdir } = await import("node:os");
const { join } = await import("node:path");
const { after, it } = await import("node:test");
const { fileURLToPath } = await import("node:url");

const folder = mkdtempSync(join(tmpdir(), "roomkeeper-tls-"));
const certificate = join(folder, "certificate.pem");
const sandbox = await startSandbox(
  ...["--tls", "--certificate", certificate, "--rooms", "20", "--page-size", "5"],
  ...["--participants-page-size", "1"],
);
after(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

/** Runs tls.mjs; returns its status and output. */
async function run(environment) {
  const child = spawn(process.execPath, [fileURLToPath(new URL("tls.mjs", import.meta.url))], {
    env: { ...process.env, ACS_CONNECTION_STRING: sandbox.connectionString, ...environment },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (printed += chunk));
  const status = await new Promise((resolve) => child.on("close", resolve));
  return { status, printed };
}

it("serves https", () => assert.match(sandbox.endpoint, /^https:\/\/127\.0\.0\.1:\d+$/));

it("is taken with its certificate", async () => {
  const { status, printed } = await run({ NODE_EXTRA_CA_CERTS: certificate });
  assert.equal(status, 0, printed);
  assert.match(printed, /every operation done/);
});

it("is not taken without", async () => {
  const { status, printed } = await run({ NODE_EXTRA_CA_CERTS: "" });
  assert.notEqual(status, 0);
  assert.match(printed, /self-signed certificate|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY/);
});
