#include "acs/http/wirerequest.h"

#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <cstring>
#include <utility>

namespace roomkeeper::acs {

namespace {

/// A body that can be read once only. Qt re-sends a request whose connection died before the
/// answer, except when it would have to rewind a device that can't be rewound: then the reply ends
/// with ContentReSendError and the service saw the request at most once.
class SinglePassBody final : public QIODevice
{
public:
    SinglePassBody(QByteArray bytes, QObject *parent)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } // QIODevice's own prints a warning
    qint64 bytesAvailable() const override
    {
        return m_bytes.size() - m_at + QIODevice::bytesAvailable();
    }
    bool atEnd() const override { return m_at == m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = qMin(most, m_bytes.size() - m_at);
        if (count == 0)
            return -1;
        memcpy(data, m_bytes.constData() + m_at, static_cast<size_t>(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace

QByteArray wireTarget(const QUrl &url)
{
    return url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment
                         | QUrl::NormalizePathSegments | QUrl::FullyEncoded);
}

QNetworkRequest wireRequest(const QUrl &url, const Request &request, const QDateTime &firstSentAt,
                            const Signature &signature)
{
    QNetworkRequest wire(url);
    wire.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                      QNetworkRequest::ManualRedirectPolicy);
    wire.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    wire.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    wire.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    wire.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    wire.setRawHeader("User-Agent", "Roomkeeper/" ROOMKEEPER_VERSION);
    wire.setRawHeader("Accept", "application/json");
    wire.setRawHeader("Accept-Language", "en");
    if (!request.contentType.isEmpty())
        wire.setRawHeader("Content-Type", request.contentType);
    if (!request.repeatabilityId.isNull()) {
        wire.setRawHeader("Repeatability-Request-ID",
                          request.repeatabilityId.toByteArray(QUuid::WithoutBraces));
        wire.setRawHeader("Repeatability-First-Sent", httpDate(firstSentAt));
    }
    if (!signature.date.isEmpty()) { // a token needs no other headers
        wire.setRawHeader("x-ms-date", signature.date);
        wire.setRawHeader("x-ms-content-sha256", signature.contentSha256);
    }
    wire.setRawHeader("Authorization", signature.authorization);
    return wire;
}

QNetworkReply *sendOverWire(QNetworkAccessManager &network, const QNetworkRequest &wire,
                            const Request &request)
{
    if (request.method == Method::Get)
        return network.get(wire);
    if (request.method == Method::Delete)
        return network.deleteResource(wire);
    const QByteArray verb = methodName(request.method).toByteArray();
    if (request.body.isEmpty()) {
        // Qt would not report that an empty body was sent, so there is no body at all.
        Q_ASSERT(request.delivery == Delivery::Repeatable);
        QNetworkRequest bare = wire;
        bare.setHeader(QNetworkRequest::ContentLengthHeader, 0);
        return network.sendCustomRequest(bare, verb, static_cast<QIODevice *>(nullptr));
    }
    if (request.delivery == Delivery::Repeatable)
        return network.sendCustomRequest(wire, verb, request.body);

    QNetworkRequest once = wire;
    once.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    once.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    auto *body = new SinglePassBody(request.body, nullptr);
    QNetworkReply *reply = network.sendCustomRequest(once, verb, body);
    body->setParent(reply);
    return reply;
}

} // namespace roomkeeper::acs
