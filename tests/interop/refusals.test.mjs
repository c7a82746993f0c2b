// Every error for rooms and participants: through Microsoft's JavaScript SDK where it can send such a
// request, otherwise with requests signed here; the responses are validated.
// node refusals.test.mjs PATH_OF_ROOMKEEPER_SANDBOX
import { ahead, all, day, needPackages, rawId, startSandbox, user } from "./sandbox.mjs";
needPackages();
const { RoomsClient } = await import("@azure/communication-rooms");
const { Judge } = await import("./judge.mjs");
const { assertError, badRange, badRequest, malformed, notFound, refused } = await import(
  "./expect.mjs"
);
const { sendSigned } = await import("./wire.mjs");
const { default: assert } = await import("node:assert/strict");
const { after, describe, it } = await import("node:test");

const sandbox = await startSandbox();
const judge = await Judge.start(sandbox.endpoint);
const newest = "api-version=2025-03-13";
const allVersions = ["2023-06-14", "2023-10-30-preview", "2024-04-15", "2025-03-13"];
const client = new RoomsClient(judge.connectionString(sandbox), { allowInsecureConnection: true });
const never = "99000000000000001";

after(async () => {
  console.log(`judged by version: ${JSON.stringify(judge.judged)}`);
  await judge.end({ "2023-06-14": 6, "2024-04-15": 6, "2025-03-13": 170 }).finally(() => sandbox.stop());
});

/** A signed request that is invalid on purpose. */
const wrong = (request) =>
  judge.wrongly(() => sendSigned(judge.origin, sandbox.accessKey, { method: "GET", ...request }));
const target = (path) => `${path}?${newest}`;
const post = (body, more) =>
  wrong({ method: "POST", target: target("/rooms"), body: JSON.stringify(body), ...more });

describe("validity", () => {
  const past = badRange("ValidUntil", "The time range end is in the past.");
  const order = badRange("ValidUntil", "The time range is incorrect, or larger than 180 days.");
  const span = badRange(
    "ValidUntil",
    "The input provided could not be converted. Please check the input and try again.",
  );
  const far = badRange("ValidFrom", "Value is incorrect or more than 180 days in the future.");
  const together = badRange("", "validFrom and validUntil should be set together.");
  const both = [
    ["an end in the past", { validFrom: ahead(-2 * day), validUntil: ahead(-day) }, past],
    ["an end in the past and a span too long", { validFrom: ahead(-300 * day), validUntil: ahead(-day) }, past],
    ["an end in the past, a start too far ahead", { validFrom: ahead(200 * day), validUntil: ahead(-day) }, past],
    ["a start too far ahead", { validFrom: ahead(181 * day), validUntil: ahead(182 * day) }, far],
    ["a start too far ahead, a span too long", { validFrom: ahead(181 * day), validUntil: ahead(400 * day) }, far],
    ["a span too long", { validFrom: ahead(day), validUntil: ahead(181 * day + 1) }, span],
    ["an end before the start", { validFrom: ahead(2 * day), validUntil: ahead(day) }, order],
    ["an end at the start", { validFrom: ahead(day), validUntil: ahead(day) }, order],
  ];
  for (const [name, range, expected] of both) {
    it(`refuses ${name} on create`, () => refused(client.createRoom(range), expected));
    it(`refuses ${name} on update`, async () => {
      const room = await client.createRoom();
      await refused(client.updateRoom(room.id, range), expected);
      assert.deepEqual(await client.getRoom(room.id), room);
    });
  }
  it("refuses a lone end in the past on create", () =>
    refused(client.createRoom({ validUntil: ahead(-60) }), past));
  it("refuses a lone start too far ahead on create", () =>
    refused(client.createRoom({ validFrom: ahead(181 * day) }), far));
  for (const bound of ["validFrom", "validUntil"]) {
    for (const seconds of [-day, day, 300 * day]) {
      it(`refuses an update with ${bound} alone, ${seconds / day} days ahead`, async () => {
        const { id } = await client.createRoom();
        await refused(client.updateRoom(id, { [bound]: ahead(seconds) }), together);
      });
    }
  }
  it("says 404 of an unknown room before it looks at the range", () =>
    refused(client.updateRoom(never, { validUntil: ahead(-day) }), notFound));
  it("takes 180 days to the second", async () => {
    const validFrom = ahead(day);
    const { validUntil } = await client.createRoom({ validFrom, validUntil: ahead(181 * day) });
    assert.equal(validUntil - validFrom, 180 * day * 1000);
  });
});

describe("room ids", () => {
  const bySdk = {
    get: (id) => client.getRoom(id),
    update: (id) => client.updateRoom(id),
    delete: (id) => client.deleteRoom(id),
    "list participants": (id) => all(client.listParticipants(id)),
    "change participants": (id) => client.addOrUpdateParticipants(id, [{ id: user(1) }]),
  };
  for (const [name, act] of Object.entries(bySdk)) {
    it(`refuses wrong ids on ${name}`, async () => {
      for (const id of ["9", "990000000000000", "9900000000000000001", "a-room"])
        await refused(act(id), badRequest("Invalid room ID length."));
      for (const id of ["9900000000000000x", "abcdefghijklmnop", "99 0000000000000"])
        await refused(act(id), badRequest("Invalid room ID."));
      for (const id of ["9900000000000001", never, "990000000000000001", "00000000000000000"])
        await refused(act(id), notFound);
    });
  }
  it("does not find a deleted room", async () => {
    const { id } = await client.createRoom({ participants: [{ id: user(1) }] });
    await client.deleteRoom(id);
    for (const name of ["get", "update", "list participants", "change participants"])
      await refused(bySdk[name](id), notFound);
    await client.deleteRoom(id);
  });
});

describe("participants", () => {
  const identifiers = [
    "8:acs:123456c",
    "8:acs:0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
    "8:orgid:0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
    "8:teamsvisitor:0f1e2d3c",
    "4:+14255550123",
    "28:orgid:0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
    "somebody",
    "",
  ];
  const updateRoster = async (participants, more) => {
    const { id } = await client.createRoom();
    const answer = await wrong({
      method: "PATCH",
      target: target(`/rooms/${id}/participants`),
      body: JSON.stringify({ participants }),
      ...more,
    });
    assert.deepEqual(await all(client.listParticipants(id)), []);
    return answer;
  };
  it("refuses a bad identifier on create, by the SDK", () =>
    refused(
      client.createRoom({ participants: [{ id: { communicationUserId: "8:acs:123456c" } }] }),
      badRequest("Invalid format for communication identifier."),
    ));
  it("refuses a bad identifier on change, by the SDK", async () => {
    const { id } = await client.createRoom();
    const people = [{ id: user(1) }, { id: { communicationUserId: "8:acs:123456c" } }];
    const expected = badRequest("Communication identifier 8:acs:123456c is not supported.");
    await refused(client.addOrUpdateParticipants(id, people), expected);
    assert.deepEqual(await all(client.listParticipants(id)), []);
    await judge.wrongly(() => refused(client.removeParticipants(id, [people[1].id]), expected));
  });
  for (const one of identifiers) {
    it(`refuses the identifier “${one}”`, async () => {
      const participants = { [rawId(1)]: { role: "Attendee" }, [one]: { role: "Attendee" } };
      const created = await post({ participants });
      assertError(created, badRequest("Invalid format for communication identifier."));
      const changed = await updateRoster(participants);
      assertError(changed, badRequest(`Communication identifier ${one} is not supported.`));
    });
  }

  const unknownRole = {
    status: 400,
    code: "BadRequest",
    message: malformed,
  };
  const checkRole = ({ status, headers, json }, body) => {
    const { details } = json.error;
    assertError({ status, headers, json }, { ...unknownRole, details });
    assert.equal(details.length, 2);
    assert.equal(details[0].message, "The updateParticipantsRequestDto field is required.");
    const at = body.indexOf('"}}') + 1;
    assert.equal(
      details[1].message,
      "The JSON value could not be converted to Microsoft.Azure.Communication.Rooms.RoleDto. " +
        `Path: $.participants.${rawId(1)}.role | LineNumber: 0 | BytePositionInLine: ${at}.`,
    );
  };
  for (const version of allVersions) {
    for (const role of ["Host", "", "Collaborator"]) {
      if (role === "Collaborator" && version === "2025-03-13") continue;
      it(`refuses the role “${role}” in ${version}`, async () => {
        const body = JSON.stringify({ participants: { [rawId(1)]: { role } } });
        const { id } = await client.createRoom();
        checkRole(
          await wrong({ method: "POST", target: `/rooms?api-version=${version}`, body }),
          body,
        );
        checkRole(
          await wrong({
            method: "PATCH",
            target: `/rooms/${id}/participants?api-version=${version}`,
            body,
          }),
          body,
        );
        assert.deepEqual(await all(client.listParticipants(id)), []);
      });
    }
  }
  it("shows a Collaborator to older versions too", async () => {
    const people = [{ id: user(1), role: "Collaborator" }];
    const { id } = await client.createRoom({ participants: people });
    const { status } = await wrong({
      target: `/rooms/${id}/participants?api-version=2023-10-30-preview`,
    });
    assert.equal(status, 200);
  });
});
