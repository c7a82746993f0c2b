// node rival.mjs list | create COUNT PARALLEL
// Does the same as roomkeeper-bench with Microsoft's SDK, against ROOMS_CONNECTION_STRING; prints one
// JSON object with the same fields.
import { RoomsClient } from "@azure/communication-rooms";

const client = new RoomsClient(process.env.ROOMS_CONNECTION_STRING, {
  allowInsecureConnection: true,
});
const [what, count = "1000", parallel = "8"] = process.argv.slice(2);
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) * 1e3) / 1e6;

if (what === "list") {
  let rooms = 0;
  let firstPageSeconds;
  for await (const room of client.listRooms()) {
    firstPageSeconds ??= seconds();
    rooms += room.id ? 1 : 0;
  }
  console.log(JSON.stringify({ rooms, seconds: seconds(), firstPageSeconds }));
} else if (what === "create") {
  const ids = new Set();
  let left = Number(count);
  const lane = async () => {
    while (left-- > 0) ids.add((await client.createRoom()).id);
  };
  await Promise.all(Array.from({ length: Number(parallel) }, lane));
  console.log(JSON.stringify({ created: ids.size, distinct: ids.size, seconds: seconds() }));
} else {
  console.error("rival.mjs: say what to do: list or create");
  process.exit(2);
}
