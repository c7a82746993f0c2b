// Runs every operation of both SDKs once, against ACS_CONNECTION_STRING; tls.test.mjs starts it in a
// process of its own, because Node reads NODE_EXTRA_CA_CERTS when it starts.
import { CommunicationIdentityClient } from "@azure/communication-identity";
import { RoomsClient } from "@azure/communication-rooms";
import assert from "node:assert/strict";
import { ahead, all, day } from "./sandbox.mjs";

const connectionString = process.env.ACS_CONNECTION_STRING;
const identity = new CommunicationIdentityClient(connectionString);
const rooms = new RoomsClient(connectionString);

const user = await identity.createUser();
const other = await identity.createUserAndToken(["voip"]);
assert.ok(other.token);
assert.ok((await identity.getToken(user, ["chat"], { tokenExpiresInMinutes: 60 })).token);
await identity.revokeTokens(user);

const room = await rooms.createRoom({
  validUntil: ahead(day),
  pstnDialOutEnabled: true,
  participants: [{ id: user, role: "Presenter" }],
});
assert.deepEqual(await rooms.getRoom(room.id), room);
const updated = await rooms.updateRoom(room.id, { pstnDialOutEnabled: false });
assert.equal(updated.pstnDialOutEnabled, false);
await rooms.addOrUpdateParticipants(room.id, [
  { id: other.user, role: "Collaborator" },
  { id: user, role: "Consumer" },
]);
const roster = await all(rooms.listParticipants(room.id));
assert.deepEqual(roster.map((one) => one.role).sort(), ["Collaborator", "Consumer"]);
await rooms.removeParticipants(room.id, [user]);
assert.equal((await all(rooms.listParticipants(room.id))).length, 1);

// Several pages: their next links must be https too, otherwise the client refuses them.
const pages = await all(rooms.listRooms().byPage());
assert.ok(pages.length > 2);
assert.equal(pages.flat()[0].id, room.id);

await rooms.deleteRoom(room.id);
await assert.rejects(rooms.getRoom(room.id), { statusCode: 404, code: "NotFound" });
await identity.deleteUser(user);
console.log("every operation done");
