#pragma once

#include "acs/auth/requestsigner.h"
#include "acs/http/httpmessage.h"

#include <QNetworkRequest>
#include <QUrl>

class QNetworkAccessManager;
class QNetworkReply;

namespace roomkeeper::acs {

/// What Qt puts on the request line, and what is signed therefore; see QHttpNetworkRequest::uri.
QByteArray wireTarget(const QUrl &url);

/// A request as Qt takes it: nothing that Qt would do by itself (redirects, HTTP/2, caches,
/// cookies), and the headers. `firstSentAt` is when its first attempt went out.
QNetworkRequest wireRequest(const QUrl &url, const Request &request, const QDateTime &firstSentAt,
                            const Signature &signature);

/// Sends it with its body, which Qt reads once only where the request must not arrive twice.
QNetworkReply *sendOverWire(QNetworkAccessManager &network, const QNetworkRequest &wire,
                            const Request &request);

} // namespace roomkeeper::acs
