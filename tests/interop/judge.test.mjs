// That the judge detects errors: a service that violates its description in one point at a time, and
// requests that do.
// node judge.test.mjs
import { needPackages } from "./sandbox.mjs";
needPackages();
const { Judge, removalByNull } = await import("./judge.mjs");
const { send } = await import("./wire.mjs");
const { default: assert } = await import("node:assert/strict");
const { default: http } = await import("node:http");
const { after, it } = await import("node:test");

const time = "2025-06-11T08:30:00.1234567+00:00";
const room = {
  id: "99445276259151407",
  createdAt: time,
  validFrom: time,
  validUntil: time,
  pstnDialOutEnabled: false,
};
const error = { code: "NotFound", message: "The server cannot find the requested resource." };
const version = "api-version=2025-03-13";
const get = { method: "GET", target: `/rooms/${room.id}?${version}` };
const patch = {
  method: "PATCH",
  target: `/rooms/${room.id}/participants?${version}`,
  headers: { "content-type": "application/merge-patch+json" },
};

let answer;
const service = http.createServer((request, response) => {
  request.resume();
  const { status = 200, type = "application/json; charset=utf-8", body } = answer;
  response.writeHead(status, type ? { "content-type": type } : {});
  response.end(body === undefined ? "" : JSON.stringify(body));
});
await new Promise((resolve) => service.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${service.address().port}`;
after(() => service.close());

/** The judge's result for one exchange. */
async function verdict(request, given, known = []) {
  answer = given;
  const judge = await Judge.start(origin, known);
  const headers = Object.entries({ authorization: "any", ...request.headers });
  const sent = headers.filter(([, value]) => value !== undefined);
  await send(judge.origin, { ...request, headers: Object.fromEntries(sent) });
  let ended;
  await judge.end().catch((reason) => (ended = reason));
  assert.equal(ended !== undefined, judge.violations.length > 0, "end() fails on violations");
  return judge.violations.map(({ of, message }) => `${of}: ${message}`);
}

const without = (name) => Object.fromEntries(Object.entries(room).filter(([key]) => key !== name));

it("says nothing of what is right", async () => {
  assert.deepEqual(await verdict(get, { body: room }), []);
  assert.deepEqual(await verdict(get, { status: 404, body: { error } }), []);
  const list = { method: "GET", target: `/rooms?${version}` };
  assert.deepEqual(await verdict(list, { body: { value: [room, room] } }), []);
});

for (const [name, request, given, expected] of [
  ["a missing field", get, { body: without("validUntil") }, /answer: .*'validUntil'/],
  ["a field that this version has", get, { body: without("pstnDialOutEnabled") }, /answer: .*'pstn/],
  ["a number for a text", get, { body: { ...room, id: 7 } }, /answer: .*must be string/],
  ["no date", get, { body: { ...room, validFrom: "today" } }, /answer: .*date-time/],
  ["no JSON type", get, { body: room, type: "text/html" }, /answer: .*media type/],
  ["an error without a message", get, { status: 404, body: { error: { code: "x" } } }, /'message'/],
  ["an error of another form", get, { status: 500, body: { code: "x" } }, /answer: .*'error'/],
  ["another status", get, { status: 202, body: room }, /answer: .*'error'/],
  [
    "a broken room in a list",
    { method: "GET", target: `/rooms?${version}` },
    { body: { value: [room, without("createdAt")] } },
    /answer: .*'createdAt'/,
  ],
  [
    "a role of a later version",
    { method: "GET", target: `/rooms/${room.id}/participants?api-version=2024-04-15` },
    { body: { value: [{ rawId: "8:acs:x", role: "Collaborator" }] } },
    /answer: .*allowed values/,
  ],
  [
    "a user without an id",
    { method: "POST", target: "/identities?api-version=2023-10-01" },
    { status: 201, body: { identity: {} } },
    /answer: .*'id'/,
  ],
  [
    "a request without a version",
    { method: "GET", target: "/rooms" },
    { body: { value: [] } },
    /request: .*'api-version'/,
  ],
  [
    "a request with another media type",
    { ...patch, headers: { "content-type": "text/plain" }, body: "{}" },
    { body: {} },
    /request: Supported content types: application\/merge-patch\+json/,
  ],
  [
    "an unsigned request",
    { ...get, headers: { authorization: undefined } },
    { body: room },
    /request: .*security/,
  ],
  [
    "a request for nothing there is",
    { method: "GET", target: `/rooms/1/people?${version}` },
    { status: 404, body: { error } },
    /request: .*not found/,
  ],
]) {
  it(`sees ${name}`, async () => {
    const said = await verdict(request, given);
    assert.ok(said.some((text) => expected.test(text)), said.join("\n") || "nothing");
  });
}

it("fails where too little was judged", async () => {
  answer = { body: room };
  const judge = await Judge.start(origin);
  await send(judge.origin, { ...get, headers: { authorization: "any" } });
  await send(origin, { ...get, headers: { authorization: "any" } }); // not through the judge
  await assert.rejects(judge.end({ "2025-03-13": 2 }), /too little was judged by 2025-03-13: 1 of 2/);
  const idle = await Judge.start(origin);
  await assert.rejects(idle.end({ "2023-06-14": 1 }), /too little was judged by 2023-06-14: 0 of 1/);
});

it("knows a difference that is named, and fails where one is not met", async () => {
  const body = JSON.stringify({ participants: { "8:acs:x": null } });
  assert.equal((await verdict({ ...patch, body }, { body: {} })).length, 1);
  assert.deepEqual(await verdict({ ...patch, body }, { body: {} }, [removalByNull]), []);
  answer = { body: room };
  const judge = await Judge.start(origin, [removalByNull]);
  await assert.rejects(judge.end(), /known difference was not met/);
});
