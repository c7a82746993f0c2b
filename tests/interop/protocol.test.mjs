// Every error for signatures, versions, bodies, methods and repeatability; the responses are
// validated.
// node protocol.test.mjs PATH_OF_ROOMKEEPER_SANDBOX
import { all, needPackages, rawId, startSandbox } from "./sandbox.mjs";
needPackages();
const { RoomsClient } = await import("@azure/communication-rooms");
const { Judge } = await import("./judge.mjs");
const { assertError, denied, malformed, refused, roomsVersions } = await import("./expect.mjs");
const { sendSigned, sha256, signature } = await import("./wire.mjs");
const { default: assert } = await import("node:assert/strict");
const { randomUUID } = await import("node:crypto");
const { after, describe, it } = await import("node:test");

const sandbox = await startSandbox("--bearer-token", "marker-secret-token");
const judge = await Judge.start(sandbox.endpoint);
const connectionString = judge.connectionString(sandbox);
const newest = "api-version=2025-03-13";
const allVersions = ["2023-06-14", "2023-10-30-preview", "2024-04-15", "2025-03-13"];
const client = new RoomsClient(connectionString, { allowInsecureConnection: true });
const never = "99000000000000001";

after(async () => {
  console.log(`judged by version: ${JSON.stringify(judge.judged)}`);
  await judge.end({ "2025-03-13": 70 }).finally(() => sandbox.stop());
});

/** A signed request that is invalid on purpose. */
const wrong = (request) =>
  judge.wrongly(() => sendSigned(judge.origin, sandbox.accessKey, { method: "GET", ...request }));
const target = (path) => `${path}?${newest}`;
const post = (body, more) =>
  wrong({ method: "POST", target: target("/rooms"), body: JSON.stringify(body), ...more });

describe("authentication", () => {
  const host = new URL(judge.origin).host;
  const list = { target: target("/rooms") };
  const expectDenied = async (headers, message) =>
    assertError(await wrong({ ...list, headers }), denied(message));

  it("refuses another key, by the SDK", async () => {
    const other = connectionString.replace(/accesskey=.*/, `accesskey=${sha256("another")}`);
    const stranger = new RoomsClient(other, { allowInsecureConnection: true });
    await refused(stranger.createRoom(), denied());
    await refused(stranger.getRoom(never), denied());
    await refused(all(stranger.listRooms()), denied());
  });
  for (const name of ["authorization", "x-ms-date", "x-ms-content-sha256"])
    it(`refuses a request without ${name}`, () => expectDenied({ [name]: undefined }));
  for (const value of [
    "",
    "Basic YTpi",
    "HMAC-SHA256",
    "HMAC-SHA256 Signature=AAAA",
    "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256",
    "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=",
    "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=AAAA",
    "Bearer",
    "Bearer another",
  ])
    it(`refuses the header “${value}”`, () => expectDenied({ authorization: value }));
  for (const left of ["x-ms-date", "host", "x-ms-content-sha256"]) {
    it(`refuses a signature without ${left} in SignedHeaders`, () => {
      const { authorization } = signature(sandbox.accessKey, { ...list, host });
      const names = ["x-ms-date", "host", "x-ms-content-sha256"].filter((name) => name !== left);
      return expectDenied({
        authorization: authorization.replace(/SignedHeaders=[^&]*/, `SignedHeaders=${names.join(";")}`),
      });
    });
  }
  it("refuses a signature for another path", () =>
    expectDenied(signature(sandbox.accessKey, { target: target("/identities"), host })));
  it("refuses a signature for another method", () =>
    expectDenied(signature(sandbox.accessKey, { ...list, method: "POST", host })));
  it("refuses a signature for another host", () =>
    expectDenied({ ...signature(sandbox.accessKey, { ...list, host: "example.com" }), host }));
  it("refuses a hash of another body", () =>
    expectDenied(
      signature(sandbox.accessKey, { ...list, host, body: "{}" }),
      "Request 'x-ms-content-sha256' differs from generated content hash.",
    ));
  for (const minutes of [-16, 16])
    it(`refuses a date ${minutes} minutes off`, () =>
      expectDenied(
        signature(sandbox.accessKey, { ...list, host, date: new Date(Date.now() + minutes * 6e4) }),
      ));
  it("takes a date that is a little off, and the same request twice", async () => {
    const date = new Date(Date.now() - 10 * 6e4);
    const headers = signature(sandbox.accessKey, { ...list, host, date });
    for (let times = 0; times < 2; ++times)
      assert.equal((await wrong({ ...list, headers })).status, 200);
  });
  it("takes its bearer token", async () => {
    const headers = { authorization: "Bearer marker-secret-token", "x-ms-date": undefined };
    assert.equal((await wrong({ ...list, headers })).status, 200);
  });
});

describe("the protocol", () => {
  it("refuses versions that are none", async () => {
    for (const version of ["2022-02-01", "2099-01-01", "newest"]) {
      const answer = await wrong({ target: `/rooms?api-version=${version}` });
      assertError(answer, {
        status: 400,
        code: "UnsupportedApiVersion",
        message: `The HTTP resource that matches the request URI '${judge.origin}/rooms' does not support the API version '${version}'.`,
        details: undefined,
      });
      assert.equal(answer.headers["api-supported-versions"], roomsVersions);
    }
    const old = new RoomsClient(connectionString, {
      allowInsecureConnection: true,
      apiVersion: "2022-02-01",
    });
    await assert.rejects(old.createRoom(), { code: "UnsupportedApiVersion", statusCode: 400 });
  });
  it("refuses a request without a version", async () => {
    for (const path of ["/rooms", "/rooms?", "/rooms?api-version=", `/rooms/${never}`]) {
      const { status, json } = await wrong({ target: path });
      assert.equal(status, 400);
      assert.equal(json.error.code, "ApiVersionUnspecified");
    }
  });
  it("takes all four versions", async () => {
    for (const version of allVersions) {
      const { status, json } = await wrong({
        method: "POST",
        target: `/rooms?api-version=${version}`,
        body: '{"pstnDialOutEnabled":true}',
      });
      assert.equal(status, 201);
      assert.equal(json.pstnDialOutEnabled, version === "2023-06-14" ? undefined : true);
    }
  });
  it("refuses bodies that are no JSON object", async () => {
    for (const body of ["{", "[]", "7", '"x"', "null", "{}x"]) {
      const { status, json } = await wrong({ method: "POST", target: target("/rooms"), body });
      assert.equal(status, 400, body);
      assert.equal(json.error.code, "BadRequest");
      assert.equal(json.error.message, malformed);
      assert.equal(json.error.details.length, 2);
    }
  });
  it("refuses fields of a wrong kind", async () => {
    for (const [body, path] of [
      [{ validFrom: "tomorrow" }, "$.validFrom"],
      [{ validUntil: 7 }, "$.validUntil"],
      [{ pstnDialOutEnabled: "yes" }, "$.pstnDialOutEnabled"],
      [{ participants: [] }, "$.participants"],
      [{ participants: { [rawId(1)]: "Attendee" } }, `$.participants.${rawId(1)}`],
    ]) {
      const { status, json } = await post(body);
      assert.equal(status, 400, path);
      const { message, target: at } = json.error.details[1];
      assert.ok(message.includes(`Path: ${path} | LineNumber: 0 |`), message);
      assert.equal(at, path);
    }
  });
  it("refuses other media types", async () => {
    const { id } = await client.createRoom();
    for (const [method, path, type] of [
      ["POST", "/rooms", "text/plain"],
      ["POST", "/rooms", "application/merge-patch+json"],
      ["POST", "/rooms", undefined],
      ["PATCH", `/rooms/${id}`, "application/json"],
      ["PATCH", `/rooms/${id}/participants`, "application/json"],
    ]) {
      const headers = { "content-type": type };
      const answer = await wrong({ method, target: target(path), headers, body: "{}" });
      assert.equal(answer.status, 415, `${method} ${path} ${type}`);
      assert.equal(answer.headers["x-ms-error-code"], answer.json.error.code);
    }
    const headers = { "content-type": "Application/JSON; charset=UTF-8" };
    assert.equal((await post({}, { headers })).status, 201);
  });
  it("refuses bodies above 1 MiB and takes those of 1 MiB", async () => {
    const size = 1024 * 1024;
    const body = (length) => `{"x":"${"x".repeat(length - 8)}"}`;
    const most = { method: "POST", target: target("/rooms"), body: body(size) };
    assert.equal((await wrong(most)).status, 201);
    const { status, json } = await wrong({ ...most, body: body(size + 1) });
    assert.equal(status, 413);
    assert.ok(json.error.message);
  });
  it("refuses other methods and unknown paths", async () => {
    for (const [method, path, allow] of [
      ["PUT", "/rooms", "POST, GET"],
      ["POST", `/rooms/${never}`, "GET, PATCH, DELETE"],
      ["DELETE", `/rooms/${never}/participants`, "GET, PATCH"],
    ]) {
      const answer = await wrong({ method, target: target(path) });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.allow, allow);
    }
    for (const path of ["/", "/Rooms", "/rooms/1/people", "/teamsUser/:exchangeAccessToken"])
      assert.equal((await wrong({ target: target(path) })).status, 404, path);
  });
  it("refuses continuation tokens that it did not make", async () => {
    for (const token of ["x", "", "AAAA".repeat(60)]) {
      const { status, json } = await wrong({ target: `/rooms?nextLink=${token}&${newest}` });
      assert.equal(status, 400, token);
      assert.equal(json.error.code, "BadRequest");
    }
  });
});

describe("repeatability", () => {
  const headers = (id = randomUUID(), sent = new Date().toUTCString()) => ({
    "repeatability-request-id": id,
    "repeatability-first-sent": sent,
  });
  it("creates one room for one request", async () => {
    const same = { headers: headers() };
    const first = await post({ pstnDialOutEnabled: true }, same);
    const second = await post({ pstnDialOutEnabled: true }, same);
    assert.equal(first.status, 201);
    assert.equal(second.status, 201);
    assert.deepEqual(second.json, first.json);
    for (const answer of [first, second]) {
      assert.equal(answer.headers["repeatability-result"], "accepted");
      assert.equal(answer.headers.location, first.json.id);
    }
  });
  it("refuses the same id with another body", async () => {
    const same = { headers: headers() };
    assert.equal((await post({}, same)).status, 201);
    const { status, json } = await post({ pstnDialOutEnabled: true }, same);
    assert.equal(status, 400);
    assert.equal(json.error.code, "BadRequest");
  });
  it("refuses one of the two headers, and what can't be read", async () => {
    for (const given of [
      { ...headers(), "repeatability-first-sent": undefined },
      { ...headers(), "repeatability-request-id": undefined },
      headers("not-a-uuid"),
      headers(undefined, "yesterday"),
    ]) {
      const { status, json } = await post({}, { headers: given });
      assert.equal(status, 400);
      assert.equal(json.error.code, "BadRequest");
    }
  });
});
