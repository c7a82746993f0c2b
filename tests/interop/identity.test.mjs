// Every operation and every error of Identity through Microsoft's JavaScript SDK, validated.
// node identity.test.mjs PATH_OF_ROOMKEEPER_SANDBOX
import { all, needPackages, rawId, startSandbox, user } from "./sandbox.mjs";
needPackages();
const { CommunicationIdentityClient } = await import("@azure/communication-identity");
const { RoomsClient } = await import("@azure/communication-rooms");
const { Judge } = await import("./judge.mjs");
const { denied, inIdentity, invalid, near, refused, wireTime, withResponse } = await import(
  "./expect.mjs"
);
const { sendSigned, sha256 } = await import("./wire.mjs");
const { default: assert } = await import("node:assert/strict");
const { after, describe, it } = await import("node:test");

const resource = "1b2c3d4e-5f60-4718-9a2b-3c4d5e6f7081";
const sandbox = await startSandbox("--resource-id", resource);
const judge = await Judge.start(sandbox.endpoint);
const connectionString = judge.connectionString(sandbox);
const insecure = { allowInsecureConnection: true };
const client = new CommunicationIdentityClient(connectionString, insecure);
const scopes = ["chat", "voip", "chat.join", "chat.join.limited", "voip.join"];
const stranger = user(1); // of another resource
const unknownUser = inIdentity({
  status: 404,
  code: "NotFound",
  message: "Provided identity doesn't exist.",
  details: undefined,
});
const notOwned = inIdentity({
  status: 401,
  code: "IdentityNotOwned",
  message: "Provided identity doesn't belong to the resource.",
  details: undefined,
});
const badMinutes = (minutes) =>
  invalid(
    "ExpiresInMinutes",
    `ExpiresInMinutes value ${minutes} is invalid. Value must be within the [60, 1440] interval.`,
  );

after(async () => {
  console.log(`judged by version: ${JSON.stringify(judge.judged)}`);
  await judge.end({ "2023-10-01": 90, "2025-03-13": 2 }).finally(() => sandbox.stop());
});

/** Asserts the content of a token; returns its claims. */
function checkToken({ token, expiresOn }, { communicationUserId }, asked, minutes) {
  const parts = token.split(".");
  assert.equal(parts.length, 3);
  for (const part of parts) assert.match(part, /^[A-Za-z0-9_-]+$/);
  const [header, claims] = parts.slice(0, 2).map((part) => JSON.parse(Buffer.from(part, "base64url")));
  assert.equal(typeof header.alg, "string");
  assert.equal(claims.exp, Math.floor(expiresOn / 1000));
  assert.equal(claims.exp - claims.iat, minutes * 60);
  near(claims.iat * 1000, Date.now());
  assert.deepEqual([claims.scp].flat().join(" ").split(/[ ,]/).sort(), [...asked].sort());
  assert.ok(JSON.stringify(claims).includes(communicationUserId.replace(/^8:/, "")));
  return claims;
}

describe("users", () => {
  it("creates a user of this resource", async () => {
    const [made, { status, headers }] = await withResponse((options) => client.createUser(options));
    assert.equal(status, 201);
    assert.match(
      made.communicationUserId,
      new RegExp(`^8:acs:${resource}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`),
    );
    assert.ok(headers.get("api-supported-versions").split(", ").includes("2023-10-01"));
    assert.equal(headers.get("content-type"), "application/json; charset=utf-8");
    assert.ok(headers.get("ms-cv"));
    assert.ok(headers.get("x-ms-client-request-id"));
  });
  it("creates another each time", async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => client.createUser()));
    assert.equal(new Set(made.map((one) => one.communicationUserId)).size, 20);
  });
  it("echoes the client's request id", async () => {
    const requestOptions = { customHeaders: { "x-ms-client-request-id": "a-request-of-mine" } };
    const [, { headers }] = await withResponse((options) =>
      client.createUser({ ...options, requestOptions }),
    );
    assert.equal(headers.get("x-ms-client-request-id"), "a-request-of-mine");
  });
  it("creates a user without a body too", async () => {
    const { status, json } = await sendSigned(judge.origin, sandbox.accessKey, {
      method: "POST",
      target: "/identities?api-version=2023-10-01",
    });
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(json), ["identity"]);
  });
  it("creates users that Rooms accepts", async () => {
    const rooms = new RoomsClient(connectionString, insecure);
    const made = await client.createUser();
    const { id } = await rooms.createRoom({ participants: [{ id: made, role: "Presenter" }] });
    const [found] = await all(rooms.listParticipants(id));
    assert.equal(found.id.communicationUserId, made.communicationUserId);
  });
  it("deletes a user, and a deleted one again", async () => {
    const made = await client.createUser();
    for (let times = 0; times < 2; ++times) {
      const [, { status, bodyAsText }] = await withResponse((options) =>
        client.deleteUser(made, options),
      );
      assert.equal(status, 204);
      assert.equal(bodyAsText ?? "", "");
    }
    await refused(client.getToken(made, ["chat"]), unknownUser);
    await refused(client.revokeTokens(made), unknownUser);
  });
  for (const [kind, one, expected] of [
    ["users that it did not make", { communicationUserId: `8:acs:${resource}_never` }, unknownUser],
    ["users of another resource", stranger, notOwned],
  ]) {
    it(`refuses ${kind}`, async () => {
      await refused(client.deleteUser(one), expected);
      await refused(client.getToken(one, ["chat"]), expected);
      await refused(client.revokeTokens(one), expected);
    });
  }
  it("takes raw ids with and without percent-encoding", async () => {
    for (const write of [(id) => id, encodeURIComponent, (id) => id.replaceAll(":", "%3a")]) {
      const { communicationUserId } = await client.createUser();
      for (const [method, end, status] of [
        ["POST", "/:revokeAccessTokens", 204],
        ["DELETE", "", 204],
      ]) {
        const answer = await sendSigned(judge.origin, sandbox.accessKey, {
          method,
          target: `/identities/${write(communicationUserId)}${end}?api-version=2023-10-01`,
        });
        assert.equal(answer.status, status);
      }
    }
  });
});

describe("tokens", () => {
  it("comes with a new user if requested", async () => {
    const [made, { status, parsedBody }] = await withResponse((options) =>
      client.createUserAndToken(["voip"], options),
    );
    assert.equal(status, 201);
    checkToken(made, made.user, ["voip"], 1440);
    assert.ok(parsedBody.accessToken.token);
    const short = await client.createUserAndToken(scopes, { tokenExpiresInMinutes: 60 });
    checkToken(short, short.user, scopes, 60);
  });
  it("is issued for each scope and for all", async () => {
    const made = await client.createUser();
    for (const asked of [...scopes.map((scope) => [scope]), scopes]) {
      const [token, { status, bodyAsText }] = await withResponse((options) =>
        client.getToken(made, asked, options),
      );
      assert.equal(status, 200);
      checkToken(token, made, asked, 1440);
      assert.match(JSON.parse(bodyAsText).expiresOn, wireTime);
    }
  });
  it("is another one each time", async () => {
    const made = await client.createUser();
    const first = await client.getToken(made, ["chat"]);
    const second = await client.getToken(made, ["chat"]);
    assert.notEqual(first.token, second.token);
  });
  it("lasts as long as asked, from 60 to 1440 minutes", async () => {
    const made = await client.createUser();
    for (const minutes of [60, 61, 720, 1440]) {
      const token = await client.getToken(made, ["chat"], { tokenExpiresInMinutes: minutes });
      checkToken(token, made, ["chat"], minutes);
    }
    await judge.wrongly(async () => {
      for (const minutes of [-1, 0, 59, 1441, 100_000]) {
        const options = { tokenExpiresInMinutes: minutes };
        await refused(client.getToken(made, ["chat"], options), badMinutes(minutes));
        await refused(client.createUserAndToken(["chat"], options), badMinutes(minutes));
      }
    });
  });
  it("has a known scope", async () => {
    const made = await client.createUser();
    await judge.wrongly(async () => {
      for (const scope of ["video", "Chat", ""]) {
        const expected = invalid("scopes", `Invalid scopes - the scope '${scope}' is not known.`);
        await refused(client.getToken(made, ["chat", scope]), expected);
        await refused(client.createUserAndToken([scope]), expected);
      }
      const expected = invalid("scopes", "Invalid scopes - Scopes field is required.");
      await refused(client.getToken(made, []), expected);
    });
  });
  it("can be revoked", async () => {
    const made = await client.createUser();
    await client.getToken(made, ["chat"]);
    const [, { status, bodyAsText }] = await withResponse((options) =>
      client.revokeTokens(made, options),
    );
    assert.equal(status, 204);
    assert.equal(bodyAsText ?? "", "");
    checkToken(await client.getToken(made, ["chat"]), made, ["chat"], 1440);
  });
});

describe("the protocol", () => {
  const wrong = (request) =>
    judge.wrongly(() => sendSigned(judge.origin, sandbox.accessKey, request));
  const create = { method: "POST", target: "/identities?api-version=2023-10-01" };

  it("refuses another key", async () => {
    const other = connectionString.replace(/accesskey=.*/, `accesskey=${sha256("another")}`);
    const unknown = new CommunicationIdentityClient(other, insecure);
    await refused(unknown.createUser(), inIdentity(denied()));
    await refused(unknown.deleteUser(stranger), inIdentity(denied()));
    await refused(unknown.getToken(stranger, ["chat"]), inIdentity(denied()));
    await refused(unknown.revokeTokens(stranger), inIdentity(denied()));
  });
  it("refuses other versions and none", async () => {
    for (const [query, code] of [
      ["?api-version=2022-06-02", "UnsupportedApiVersion"],
      ["?api-version=2025-03-13", "UnsupportedApiVersion"],
      ["", "ApiVersionUnspecified"],
    ]) {
      const { status, json, headers } = await wrong({ ...create, target: `/identities${query}` });
      assert.equal(status, 400);
      assert.equal(json.error.code, code);
      assert.ok(headers["api-supported-versions"].split(", ").includes("2026-09-23"));
    }
  });
  it("refuses what it can't read", async () => {
    for (const body of ["{", "[]", '{"createTokenWithScopes":"chat"}', '{"expiresInMinutes":"60"}']) {
      const { status, json } = await wrong({ ...create, body });
      assert.equal(status, 400, body);
      assert.equal(json.error.code, "BadRequest");
    }
    const type = { "content-type": "text/plain" };
    assert.equal((await wrong({ ...create, body: "{}", headers: type })).status, 415);
  });
  it("refuses other methods and unknown paths", async () => {
    const version = "?api-version=2023-10-01";
    const path = `/identities/${rawId(1)}`;
    assert.equal((await wrong({ target: `/identities${version}` })).status, 405);
    assert.equal((await wrong({ target: `${path}${version}` })).status, 404);
    assert.equal((await wrong({ target: `${path}/:issueAccessToken${version}` })).status, 405);
    const forget = { method: "POST", target: `${path}/:forget${version}` };
    assert.equal((await wrong(forget)).status, 404);
  });
});
