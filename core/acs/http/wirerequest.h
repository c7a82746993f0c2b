#pragma once

#include "acs/auth/requestsigner.h"
#include "acs/http/httpmessage.h"

#include <QNetworkRequest>
#include <QUrl>

class QNetworkAccessManager;
class QNetworkReply;

namespace roomkeeper::acs {

/// The target that Qt writes on the request line, and which therefore is signed; see
/// QHttpNetworkRequest::uri.
QByteArray wireTarget(const QUrl &url);

/// The request for Qt, with the headers, and without what Qt would do by itself (redirects, HTTP/2,
/// caches, cookies). `firstSentAt`: when its first attempt was sent.
QNetworkRequest wireRequest(const QUrl &url, const Request &request, const QDateTime &firstSentAt,
                            const Signature &signature);

/// Sends it with its body, which can be read only once if the request must not arrive twice.
QNetworkReply *sendOverWire(QNetworkAccessManager &network, const QNetworkRequest &wire,
                            const Request &request);

} // namespace roomkeeper::acs
