// Assertions about responses.
import assert from "node:assert/strict";

export const malformed =
  "The request could not be understood by the server due to malformed syntax.";
export const roomsVersions = "2023-06-14, 2023-10-30-preview, 2024-04-15, 2025-03-13";

/** A timestamp as the service writes it. */
export const wireTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?\+00:00$/;

/** Whether two times differ by at most this many seconds; test machines are shared. */
export function near(moment, other, seconds = 600) {
  const off = Math.abs(new Date(moment) - new Date(other)) / 1000;
  assert.ok(off <= seconds, `${moment} is ${off} s from ${other}`);
}

/** Runs an SDK call and returns `[its result, the raw response]`. */
export async function withResponse(call) {
  let response;
  const result = await call({ onResponse: (raw) => (response = raw) });
  return [result, response];
}

/**
 * Asserts that a response is this error of the service; `details` in this order. `codeHeader` says
 * whether it has the header `x-ms-error-code`.
 */
export function assertError({ status, headers, json }, expected) {
  assert.equal(status, expected.status, JSON.stringify(json));
  const { code, message, target, details } = json.error;
  assert.equal(code, expected.code);
  assert.equal(target, expected.target);
  assert.equal(headers["x-ms-error-code"], (expected.codeHeader ?? true) ? code : undefined);
  assert.equal(headers["content-type"], "application/json; charset=utf-8");
  if (expected.message instanceof RegExp) assert.match(message, expected.message);
  else assert.equal(message, expected.message);
  assert.deepEqual(details, expected.details);
}

/** Asserts that an SDK call fails, and with which error. */
export async function refused(call, expected) {
  const error = await call.then(
    () => assert.fail("it was not refused"),
    (reason) => reason,
  );
  assert.equal(error.name, "RestError", error.stack);
  assert.equal(error.code, expected.code);
  const { status, bodyAsText, headers } = error.response;
  const json = JSON.parse(bodyAsText);
  assertError({ status, headers: headers.toJSON(), json }, expected);
}

export const notFound = {
  status: 404,
  code: "NotFound",
  message: "The server cannot find the requested resource.",
  details: undefined,
};

export const badRequest = (message) => ({
  status: 400,
  code: "BadRequest",
  message,
  details: undefined,
});

/** One of the errors for an invalid validity, in the newest version. */
export const badRange = (target, message) => ({
  status: 400,
  code: "BadRequest",
  message: malformed,
  details: [{ code: "BadArgument", message, target }],
  codeHeader: false,
});

/** How Identity answers instead: without the header of the code. */
export const inIdentity = (error) => ({ ...error, codeHeader: false });

/** One of Identity's errors for an invalid token request. */
export const invalid = (target, message) =>
  inIdentity({ status: 400, code: "ValidationError", message, target, details: undefined });

export const denied = (message = "Denied by the resource provider.") => ({
  status: 401,
  code: "Denied",
  message,
  details: undefined,
});
