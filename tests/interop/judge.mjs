// A proxy between a client and a sandbox. It passes on every byte unchanged and validates each request
// and response against Microsoft's OpenAPI files. Stoplight Prism does the validation: it finds the
// operation and checks path, query, headers, security, media types, status codes and bodies.
import { getHttpOperationsFromSpec, createInstance } from "@stoplight/prism-http";
import assert from "node:assert/strict";
import http from "node:http";
import { fileURLToPath } from "node:url";

const file = (path) => fileURLToPath(new URL(`../fixtures/openapi/${path}`, import.meta.url));
const roomsVersions = ["2023-06-14", "2024-04-15", "2025-03-13"];

// Known differences between the files and the service. Each must occur in the traffic that is validated
// with `knownDifferences`, so that no outdated one stays here.
export const removalByNull = {
  reason:
    "A participant is removed with null (JSON merge patch, and what the SDKs send); the schema of " +
    "`participants` allows only objects, although one of its examples has null.",
  is: ({ of, message, operation }) =>
    of === "request" && operation === "Participants_Update" && /must be object$/.test(message),
};
export const nullMeansNotGiven = {
  reason: "The service treats null as `not given` on create and update; the schema allows no null.",
  is: ({ of, message, operation }) =>
    of === "request" &&
    /^Rooms_(Create|Update)$/.test(operation) &&
    /(must be (string|boolean|object))$/.test(message),
};
export const roleLeftOut = {
  reason: "A participant without a role becomes Attendee; the schema requires a role.",
  is: ({ of, message }) => of === "request" && /required property 'role'/.test(message),
};

const quiet = { trace() {}, debug() {}, info() {}, success() {}, warn() {}, error() {} };
quiet.child = () => quiet;

/** Loads Microsoft's files; this takes a moment. */
async function loadOperations() {
  const rooms = {};
  for (const version of roomsVersions) {
    rooms[version] = await getHttpOperationsFromSpec(
      file(`rooms/${version}/communicationservicesrooms.json`),
    );
  }
  const identity = await getHttpOperationsFromSpec(
    file("identity/2023-10-01/CommunicationIdentity.json"),
  );
  return { rooms, identity };
}

export class Judge {
  /** The number of validated exchanges, by the version of the file. */
  judged = {};
  violations = [];
  /** While true, requests are invalid on purpose and only responses are validated. */
  #wrong = false;
  #pending = [];

  /**
   * @param {string} origin of the sandbox
   * @param {object[]} knownDifferences those that occur in this traffic
   */
  static async start(origin, knownDifferences = []) {
    const judge = new Judge();
    judge.upstream = new URL(origin);
    judge.known = knownDifferences.map((difference) => ({ ...difference, met: 0 }));
    judge.operations = await loadOperations();
    judge.prism = createInstance(
      {
        isProxy: true,
        upstream: judge.upstream,
        validateRequest: true,
        validateResponse: true,
        checkSecurity: true,
        errors: false,
        mock: { dynamic: false },
      },
      { logger: quiet, forward: (input) => () => async () => input.data.answered },
    );
    judge.server = http.createServer((request, response) => judge.#pass(request, response));
    await new Promise((resolve) => judge.server.listen(0, "127.0.0.1", resolve));
    judge.origin = `http://127.0.0.1:${judge.server.address().port}`;
    return judge;
  }

  /** The connection string for this proxy. */
  connectionString(sandbox) {
    return `endpoint=${this.origin}/;accesskey=${sandbox.accessKey}`;
  }

  /** Runs a function whose requests are invalid on purpose. */
  async wrongly(act) {
    this.#wrong = true;
    try {
      return await act();
    } finally {
      this.#wrong = false;
    }
  }

  /**
   * Stops the proxy, and fails if the traffic violated the files.
   * @param {object} least how many exchanges must have been validated, by the version of the file:
   *   without traffic, the absence of violations means nothing
   */
  async end(least = {}) {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
    await Promise.all(this.#pending);
    assert.deepEqual(this.violations, []);
    for (const [version, count] of Object.entries(least)) {
      const judged = this.judged[version] ?? 0;
      assert.ok(judged >= count, `too little was judged by ${version}: ${judged} of ${count}`);
    }
    for (const difference of this.known)
      assert.ok(difference.met > 0, `a known difference was not met: ${difference.reason}`);
  }

  async #pass(request, response) {
    const wrong = this.#wrong;
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const forwarded = http.request(
      {
        hostname: this.upstream.hostname,
        port: this.upstream.port,
        method: request.method,
        path: request.url,
        headers: request.rawHeaders,
        setHost: false,
      },
      async (answer) => {
        const parts = [];
        for await (const part of answer) parts.push(part);
        const answered = Buffer.concat(parts);
        this.#pending.push(this.judge(request, body, answer, answered, wrong));
        response.writeHead(answer.statusCode, answer.rawHeaders);
        response.end(answered);
      },
    );
    forwarded.on("error", (error) => response.destroy(error));
    forwarded.end(body);
  }

  #operationsFor(url) {
    if (url.pathname.startsWith("/identities")) return ["2023-10-01", this.operations.identity];
    // Requests with a version that has no file are validated against the newest one.
    const asked = url.searchParams.get("api-version");
    const version = roomsVersions.includes(asked) ? asked : roomsVersions.at(-1);
    return [version, this.operations.rooms[version]];
  }

  /** Validates one exchange. */
  async judge(request, body, answer, answered, wrong) {
    const url = new URL(request.url, this.upstream);
    const [version, operations] = this.#operationsFor(url);
    const what = `${request.method} ${url.pathname} → ${answer.statusCode}`;
    const report = (of, operation, found) => {
      for (const { message, path = [] } of found) {
        const violation = { what, version, of, operation, message, path: path.join(".") };
        const known = this.known.find((difference) => difference.is(violation));
        if (known) ++known.met;
        else if (of === "answer" || !wrong) this.violations.push(violation);
      }
    };

    const text = answered.toString();
    const input = {
      method: request.method.toLowerCase(),
      url: { path: url.pathname, query: Object.fromEntries(url.searchParams) },
      headers: request.headers,
      body: parsed(body.toString()),
      answered: {
        _tag: "Right",
        right: { statusCode: answer.statusCode, headers: answer.headers, body: parsed(text) },
      },
    };
    const result = await this.prism.request(input, operations)();
    if (result._tag === "Left") {
      report("judge", "", [{ message: `Prism failed: ${result.left.message}` }]);
      return;
    }
    const operation = operationOf(input, operations);
    report("request", operation, result.right.validations.input);
    report("answer", operation, result.right.validations.output);
    this.judged[version] = (this.judged[version] ?? 0) + 1;
  }
}

function parsed(text) {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The name of a request's operation, for messages and the known differences. */
function operationOf({ method, url }, operations) {
  const parts = url.path.split("/");
  const found = operations.find((operation) => {
    const template = operation.path.split("/");
    return (
      operation.method === method &&
      template.length === parts.length &&
      template.every((part, i) => part.startsWith("{") || part === parts[i])
    );
  });
  return found?.iid ?? "none";
}
