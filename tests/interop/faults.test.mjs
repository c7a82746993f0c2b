// How Microsoft's client handles failures, with the sandbox's fault injection. The requests of the
// client are read from the sandbox's log; complete responses are validated.
// node faults.test.mjs PATH_OF_ROOMKEEPER_SANDBOX
import { all, needPackages, rawId, startSandbox, user } from "./sandbox.mjs";
needPackages();
const { RoomsClient } = await import("@azure/communication-rooms");
const { Judge } = await import("./judge.mjs");
const { refused } = await import("./expect.mjs");
const { send } = await import("./wire.mjs");
const { default: assert } = await import("node:assert/strict");
const { after, beforeEach, describe, it } = await import("node:test");

const listed = 50;
const sandbox = await startSandbox(
  ...["--control", "--faults", "status=503@GET /rooms?count=1"],
  ...["--rooms", `${listed}`, "--page-size", "8", "--participants-page-size", "3", "--seed", "11"],
);
const judge = await Judge.start(sandbox.endpoint);
const options = {
  allowInsecureConnection: true,
  retryOptions: { retryDelayInMs: 10, maxRetryDelayInMs: 5000 },
};
const client = new RoomsClient(judge.connectionString(sandbox), options);
// Not through the judge, which passes on only complete responses.
const direct = new RoomsClient(sandbox.connectionString, options);

after(async () => {
  console.log(`judged by version: ${JSON.stringify(judge.judged)}`);
  await judge.end({ "2025-03-13": 70 }).finally(() => sandbox.stop());
});

const control = (method, target, body) => send(sandbox.endpoint, { method, target, body });

/** Replaces all faults with these, and clears the log. */
async function setFaults(rules) {
  assert.equal((await control("PUT", "/sandbox/faults", rules)).status, 204);
  assert.equal((await control("DELETE", "/sandbox/log")).status, 204);
}

/** The requests that the sandbox has received since then. */
const log = async () => (await control("GET", "/sandbox/log")).json.requests;
const statuses = (requests) => requests.map(({ status }) => status);
const faults = (requests) => requests.map(({ fault }) => fault);
const ids = async () => (await all(direct.listRooms())).map((room) => room.id);

/** Asserts that these are the same request, sent more than once. */
function assertSameRequest(requests) {
  assert.ok(requests.length > 1);
  for (const name of ["repeatabilityRequestId", "repeatabilityFirstSent", "bodySize", "path"])
    assert.equal(new Set(requests.map((one) => one[name])).size, 1, name);
  assert.match(requests[0].repeatabilityRequestId, /^[0-9a-f-]{36}$/);
}

it("takes the faults that it was started with, and tells its seed", async () => {
  assert.equal((await all(client.listRooms())).length, listed);
  const requests = await log();
  assert.deepEqual(faults(requests).slice(0, 2), ["status=503", ""]);
  assert.equal((await control("GET", "/sandbox/log")).json.seed, 11);
});

describe("an answer that is lost", () => {
  for (const action of ["drop", "reset"]) {
    it(`creates one room for one request after ${action}`, async () => {
      const before = await ids();
      await setFaults(`${action}@POST /rooms?count=1`);
      const room = await client.createRoom({ participants: [{ id: user(1), role: "Presenter" }] });
      const requests = await log();
      assert.deepEqual(faults(requests), [action, ""]);
      assert.deepEqual(statuses(requests), [201, 201]);
      assertSameRequest(requests);
      assert.deepEqual(await ids(), [room.id, ...before]);
    });
  }

  it("deletes and changes once more", async () => {
    const { id } = await client.createRoom();
    await setFaults("drop@PATCH *?count=1;drop@DELETE *?count=1");
    await client.addOrUpdateParticipants(id, [{ id: user(2), role: "Consumer" }]);
    assert.deepEqual(
      (await all(client.listParticipants(id))).map((one) => one.id.communicationUserId),
      [rawId(2)],
    );
    await client.deleteRoom(id);
    const requests = await log();
    assert.deepEqual(faults(requests), ["drop", "", "", "drop", ""]);
    assert.deepEqual(statuses(requests), [200, 200, 200, 204, 204]);
    assert.ok(!(await ids()).includes(id));
  });

  it("is an error when it is lost each time, and still one room", async () => {
    const before = await ids();
    await setFaults("drop@POST /rooms");
    await assert.rejects(client.createRoom(), { name: "RestError", code: "ECONNRESET" });
    assertSameRequest(await log());
    assert.equal((await ids()).length, before.length + 1);
  });
});

describe("a service that has no time", () => {
  it("is retried after the given time, with 429", async () => {
    const before = await ids();
    await setFaults("status=429/retry-after=1@POST /rooms?count=1");
    const room = await client.createRoom();
    const requests = await log();
    assert.deepEqual(statuses(requests), [429, 201]);
    assertSameRequest(requests);
    const [first, second] = requests.map(({ at }) => new Date(at));
    assert.ok(second - first >= 990, `${second - first} ms`);
    assert.deepEqual(await ids(), [room.id, ...before]);
  });

  it("is retried with 503 for a while", async () => {
    await setFaults("status=503@* *?count=2");
    const room = await client.createRoom();
    assert.deepEqual(statuses(await log()), [503, 503, 201]);
    await setFaults("status=503@* *?count=2");
    assert.deepEqual(await client.getRoom(room.id), room);
    assert.deepEqual(statuses(await log()), [503, 503, 200]);
  });

  it("is an error with 503 for good, and nothing is made", async () => {
    const before = await ids();
    await setFaults("status=503@POST /rooms");
    await refused(client.createRoom(), {
      status: 503,
      code: "ServiceUnavailable",
      message: "The sandbox answers 503 on purpose.",
      details: undefined,
    });
    assert.ok((await log()).length > 1);
    assert.deepEqual(await ids(), before);
  });
});

describe("pages", () => {
  for (const rules of [
    "empty-page@GET /rooms?count=2",
    "short-page@GET /rooms",
    "short-page@GET /rooms?share=0.5;empty-page@GET /rooms?after=1,count=3",
  ]) {
    it(`are listed to the end with ${rules}`, async () => {
      await setFaults("");
      const rooms = await ids();
      const usual = await log();
      await setFaults(rules);
      const found = await all(client.listRooms());
      assert.deepEqual(
        found.map((room) => room.id),
        rooms,
      );
      const requests = await log();
      assert.ok(requests.length > usual.length);
      assert.ok(faults(requests).some((fault) => fault.endsWith("-page")));
    });
  }

  it("of participants, too", async () => {
    const people = Array.from({ length: 8 }, (_, i) => ({ id: user(i), role: "Attendee" }));
    const { id } = await client.createRoom({ participants: people });
    await setFaults("empty-page@GET */participants?count=1;short-page@GET */participants");
    const roster = await all(client.listParticipants(id));
    assert.deepEqual(
      roster.map((one) => one.id.communicationUserId).sort(),
      people.map((one) => one.id.communicationUserId),
    );
    assert.ok((await log()).length > 3);
  });
});

describe("an answer that can't be read", () => {
  beforeEach(() => setFaults(""));
  for (const action of ["cut", "garbage"]) {
    it(`is an error, and no hang, with ${action}`, async () => {
      const before = await ids();
      await setFaults(`${action}@POST /rooms`);
      await assert.rejects(direct.createRoom(), { name: "RestError" });
      const requests = await log();
      assert.ok(requests.length > 0);
      for (const request of requests) assert.equal(request.fault, action);
      // It took effect nevertheless, once.
      assert.equal((await ids()).length, before.length + 1);
      await setFaults(`${action}@GET /rooms`);
      await assert.rejects(ids(), { name: "RestError" });
    });
  }

  it("is waited for, byte by byte", async () => {
    await setFaults("trickle=1@GET /rooms/*");
    const [id] = await ids();
    assert.equal((await direct.getRoom(id)).id, id);
  });
});
