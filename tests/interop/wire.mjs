// Requests that the SDKs can't send: signed here, sent byte for byte.
import { createHash, createHmac } from "node:crypto";
import http from "node:http";

export const sha256 = (body) => createHash("sha256").update(body).digest("base64");

/**
 * Sends a request unchanged; returns `{status, headers, text, json}`.
 * @param {string} origin `http://127.0.0.1:8080`
 */
export function send(origin, { method = "GET", target, headers = {}, body = "" }) {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path: target, headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text,
          json: text ? JSON.parse(text) : undefined,
        });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** The headers that sign a request. */
export function signature(accessKey, { method = "GET", target, host, body = "", date = new Date() }) {
  const hash = sha256(body);
  const time = date.toUTCString();
  const text = `${method}\n${target}\n${time};${host};${hash}`;
  const hmac = createHmac("sha256", Buffer.from(accessKey, "base64")).update(text).digest("base64");
  return {
    host,
    "x-ms-date": time,
    "x-ms-content-sha256": hash,
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${hmac}`,
  };
}

/**
 * Signs and sends a request. `headers` replace those of the signature; a header that is `undefined`
 * is left out. The content type is the one for the method.
 */
export function sendSigned(origin, accessKey, { headers = {}, ...request }) {
  const type =
    request.method === "PATCH" ? "application/merge-patch+json" : "application/json";
  const { host } = new URL(origin);
  const every = {
    ...(request.body ? { "content-type": type } : {}),
    ...signature(accessKey, { host, ...request }),
    ...headers,
  };
  const given = Object.entries(every).filter(([, value]) => value !== undefined);
  return send(origin, { ...request, headers: Object.fromEntries(given) });
}
