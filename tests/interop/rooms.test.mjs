// Every operation of Rooms through Microsoft's JavaScript SDK, in each API version, validated.
// node rooms.test.mjs PATH_OF_ROOMKEEPER_SANDBOX
import { ahead, all, day, needPackages, rawId, startSandbox, user } from "./sandbox.mjs";
needPackages();
const { RoomsClient } = await import("@azure/communication-rooms");
const { Judge, nullMeansNotGiven, removalByNull, roleLeftOut } = await import("./judge.mjs");
const { near, roomsVersions, wireTime, withResponse } = await import("./expect.mjs");
const { sendSigned } = await import("./wire.mjs");
const { default: assert } = await import("node:assert/strict");
const { after, describe, it } = await import("node:test");

const listed = 70;
const sandbox = await startSandbox("--rooms", `${listed}`, "--participants-page-size", "3");
const judge = await Judge.start(sandbox.endpoint, [
  nullMeansNotGiven,
  removalByNull,
  roleLeftOut,
]);
const connectionString = judge.connectionString(sandbox);

after(async () => {
  console.log(`judged by version: ${JSON.stringify(judge.judged)}`);
  await judge.end({ "2023-06-14": 170, "2024-04-15": 170, "2025-03-13": 170 }).finally(() => sandbox.stop());
});

for (const apiVersion of ["2023-06-14", "2024-04-15", "2025-03-13"]) {
  const hasPstn = apiVersion !== "2023-06-14";
  const roles = ["Presenter", "Attendee", "Consumer"];
  if (apiVersion === "2025-03-13") roles.push("Collaborator");
  const client = new RoomsClient(connectionString, { apiVersion, allowInsecureConnection: true });
  const raw = (method, path, body) =>
    sendSigned(judge.origin, sandbox.accessKey, {
      method,
      target: `${path}?api-version=${apiVersion}`,
      body: body && JSON.stringify(body),
    });
  const roster = async (id) =>
    (await all(client.listParticipants(id))).map((one) => [one.id.communicationUserId, one.role]);

  describe(`Rooms ${apiVersion}`, () => {
    it("creates a room with nothing given", async () => {
      const [room, { status, headers }] = await withResponse((options) =>
        client.createRoom(options),
      );
      assert.equal(status, 201);
      assert.match(room.id, /^99\d{14,15}$/);
      near(room.validFrom, Date.now());
      near(room.validUntil, ahead(180 * day));
      near(room.createdOn, room.validFrom, 1);
      assert.ok(room.validFrom <= room.createdOn);
      assert.equal(room.pstnDialOutEnabled, hasPstn ? false : undefined);
      assert.equal(headers.get("location"), room.id);
      assert.equal(headers.get("repeatability-result"), "accepted");
      assert.equal(headers.get("api-supported-versions"), roomsVersions);
      assert.equal(headers.get("content-type"), "application/json; charset=utf-8");
      assert.match(headers.get("ms-cv"), /^\S{22}\.0$/);
      assert.ok(headers.get("x-azure-ref"));
      near(headers.get("date"), Date.now());
      assert.equal(headers.get("x-ms-client-request-id"), undefined);
      assert.deepEqual(await roster(room.id), []);
    });

    it("creates a room with everything given", async () => {
      const validFrom = ahead(day);
      const validUntil = ahead(3 * day);
      const room = await client.createRoom({
        validFrom,
        validUntil,
        pstnDialOutEnabled: true,
        participants: roles.map((role, i) => ({ id: user(i), role })),
      });
      assert.deepEqual(room.validFrom, validFrom);
      assert.deepEqual(room.validUntil, validUntil);
      assert.equal(room.pstnDialOutEnabled, hasPstn ? true : undefined);
      assert.deepEqual(
        await roster(room.id),
        roles.map((role, i) => [rawId(i), role]),
      );
    });

    it("chooses the bound that is not given, counting from now", async () => {
      const validFrom = ahead(10 * day);
      const late = await client.createRoom({ validFrom });
      assert.deepEqual(late.validFrom, validFrom);
      near(late.validUntil, ahead(180 * day));
      const validUntil = ahead(day);
      const early = await client.createRoom({ validUntil });
      near(early.validFrom, Date.now());
      assert.deepEqual(early.validUntil, validUntil);
    });

    it("takes a start some seconds ago and a person without a role", async () => {
      const validFrom = ahead(-20);
      const room = await client.createRoom({
        validFrom,
        validUntil: ahead(180 * day - 20),
        participants: [{ id: user(1) }],
      });
      assert.deepEqual(room.validFrom, validFrom);
      assert.deepEqual(await roster(room.id), [[rawId(1), "Attendee"]]);
    });

    it("takes null for what is not given", async () => {
      const nothing = { validFrom: null, validUntil: null, participants: null };
      const created = await raw("POST", "/rooms", { ...nothing, pstnDialOutEnabled: null });
      assert.equal(created.status, 201);
      assert.equal(created.headers["repeatability-result"], undefined);
      const { id } = created.json;
      const { participants, ...bounds } = nothing;
      const updated = await raw("PATCH", `/rooms/${id}`, { ...bounds, pstnDialOutEnabled: null });
      assert.equal(updated.status, 200);
      assert.deepEqual(updated.json, created.json);
    });

    it("reads times in every form that the service takes", async () => {
      const date = ahead(day).toISOString().slice(0, 10);
      for (const [given, kept] of [
        [`${date}T01:02:03Z`, `${date}T01:02:03+00:00`],
        [`${date}T01:02:03.1234567Z`, `${date}T01:02:03.1234567+00:00`],
        [`${date}T01:02:03.1200000+00:00`, `${date}T01:02:03.12+00:00`],
      ]) {
        const { status, json } = await raw("POST", "/rooms", { validFrom: given });
        assert.equal(status, 201);
        assert.equal(json.validFrom, kept);
      }
      await judge.wrongly(async () => {
        for (const given of [`${date}T00:00:00`, date]) {
          const { json } = await raw("POST", "/rooms", { validFrom: given });
          assert.equal(json.validFrom, `${date}T00:00:00+00:00`);
        }
      });
    });

    it("gets a room, without its participants", async () => {
      const created = await client.createRoom({ participants: [{ id: user(1) }] });
      assert.deepEqual(await client.getRoom(created.id), created);
      const { status, json, headers } = await raw("GET", `/rooms/${created.id}`);
      assert.equal(status, 200);
      assert.equal(headers["content-type"], "application/json; charset=utf-8");
      const names = ["id", "createdAt", "validFrom", "validUntil"];
      assert.deepEqual(Object.keys(json), hasPstn ? [...names, "pstnDialOutEnabled"] : names);
      for (const name of ["createdAt", "validFrom", "validUntil"])
        assert.match(json[name], wireTime);
    });

    it("updates what is given and leaves the rest", async () => {
      const { id, validFrom } = await client.createRoom({ pstnDialOutEnabled: true });
      const both = { validFrom: ahead(day), validUntil: ahead(2 * day) };
      const [moved, { status }] = await withResponse((options) =>
        client.updateRoom(id, { ...both, ...options }),
      );
      assert.equal(status, 200);
      assert.deepEqual(moved.validFrom, both.validFrom);
      assert.deepEqual(moved.validUntil, both.validUntil);
      assert.equal(moved.pstnDialOutEnabled, hasPstn ? true : undefined);

      const closed = await client.updateRoom(id, { pstnDialOutEnabled: false });
      assert.equal(closed.pstnDialOutEnabled, hasPstn ? false : undefined);
      assert.deepEqual(closed.validUntil, both.validUntil);
      assert.deepEqual(await client.updateRoom(id), closed);
      assert.deepEqual(await client.getRoom(id), closed);

      const open = await client.updateRoom(id, { validFrom, validUntil: ahead(90 * day) });
      assert.deepEqual(open.validFrom, validFrom);
    });

    it("lists rooms page by page, the newest first", async () => {
      const made = [await client.createRoom(), await client.createRoom()];
      const pages = await all(client.listRooms().byPage());
      assert.ok(pages.length >= 3);
      for (const page of pages.slice(0, -1)) assert.equal(page.length, 30);
      const rooms = pages.flat();
      assert.ok(rooms.length >= listed + 2);
      assert.equal(new Set(rooms.map((room) => room.id)).size, rooms.length);
      assert.deepEqual(rooms.slice(0, 2), made.reverse());
      for (const [i, room] of rooms.entries()) {
        assert.ok(i === 0 || room.createdOn <= rooms[i - 1].createdOn);
        assert.ok(room.validUntil > Date.now());
      }
      assert.deepEqual(await all(client.listRooms()), rooms);

      await client.deleteRoom(made[0].id);
      const left = await all(client.listRooms());
      assert.deepEqual(
        left.map((room) => room.id),
        rooms.map((room) => room.id).filter((id) => id !== made[0].id),
      );
    });

    it("gives absolute links to the next page, through whatever it was reached", async () => {
      let { json } = await raw("GET", "/rooms");
      const links = new Set();
      while (json.nextLink) {
        const link = new URL(json.nextLink);
        assert.equal(link.origin, judge.origin);
        assert.equal(link.pathname, "/rooms");
        assert.equal(link.searchParams.get("api-version"), apiVersion);
        assert.match(link.searchParams.get("nextLink"), /^[A-Za-z0-9._~-]{200,}$/);
        assert.ok(!links.has(link.href));
        links.add(link.href);
        const target = link.pathname + link.search;
        ({ json } = await sendSigned(judge.origin, sandbox.accessKey, { target }));
      }
      assert.ok(links.size >= 2);
      assert.ok(!("nextLink" in json));
    });

    it("deletes a room, and a deleted one again", async () => {
      const { id } = await client.createRoom();
      for (let times = 0; times < 2; ++times) {
        const [, { status, bodyAsText, headers }] = await withResponse((options) =>
          client.deleteRoom(id, options),
        );
        assert.equal(status, 204);
        assert.equal(bodyAsText ?? "", "");
        assert.equal(headers.get("x-ms-error-code"), undefined);
      }
    });

    it("adds, changes and removes participants, and leaves the others", async () => {
      const { id } = await client.createRoom({ participants: [{ id: user(0), role: "Consumer" }] });
      const [, { status, bodyAsText }] = await withResponse((options) =>
        client.addOrUpdateParticipants(
          id,
          roles.map((role, i) => ({ id: user(i + 1), role })),
          options,
        ),
      );
      assert.equal(status, 200);
      assert.equal(bodyAsText, "{}");
      const people = [[rawId(0), "Consumer"], ...roles.map((role, i) => [rawId(i + 1), role])];
      assert.deepEqual(await roster(id), people);
      const pages = await all(client.listParticipants(id).byPage());
      assert.deepEqual(
        pages.map((page) => page.length),
        roles.length === 4 ? [3, 2] : [3, 1],
      );

      await client.addOrUpdateParticipants(id, [{ id: user(0), role: "Presenter" }]);
      people[0][1] = "Presenter";
      assert.deepEqual(await roster(id), people);
      await client.addOrUpdateParticipants(id, [{ id: user(0) }]);
      people[0][1] = "Attendee";
      assert.deepEqual(await roster(id), people);
      await client.addOrUpdateParticipants(id, []);
      assert.deepEqual(await roster(id), people);

      await client.removeParticipants(id, [user(1), user(9)]);
      people.splice(1, 1);
      assert.deepEqual(await roster(id), people);
      await client.removeParticipants(id, [user(1)]);
      assert.deepEqual(await roster(id), people);
    });

    it("adds and removes in one request, and makes Attendee who has no role", async () => {
      const { id } = await client.createRoom({
        participants: [
          { id: user(1), role: "Presenter" },
          { id: user(2), role: "Presenter" },
          { id: user(3), role: "Presenter" },
        ],
      });
      const participants = { [rawId(1)]: null, [rawId(2)]: {}, [rawId(4)]: { role: "cONSUMER" } };
      const { status, json } = await judge.wrongly(() =>
        raw("PATCH", `/rooms/${id}/participants`, { participants }),
      );
      assert.equal(status, 200);
      assert.deepEqual(json, {});
      assert.deepEqual(await roster(id), [
        [rawId(2), "Attendee"],
        [rawId(3), "Presenter"],
        [rawId(4), "Consumer"],
      ]);
    });

    it("holds as many as a call does", async () => {
      const people = Array.from({ length: 350 }, (_, i) => ({ id: user(i), role: "Consumer" }));
      const { id } = await client.createRoom({ participants: people });
      const found = await roster(id);
      assert.equal(found.length, 350);
      assert.equal(new Set(found.map(([one]) => one)).size, 350);
    });
  });
}
