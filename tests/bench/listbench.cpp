#include "listbench.h"

#include "acs/auth/requestsigner.h"
#include "acs/http/jsonanswer.h"
#include "acs/rooms/roomrequests.h"
#include "acs/rooms/roomsclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QNetworkReply>

#include <cstdio>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;

namespace {

struct Figures
{
    qsizetype rooms = 0;
    int pages = 0;
    qint64 total = 0; // ns
    qint64 firstPage = 0; // ns
};

int report(const Figures &figures)
{
    print({{u"rooms"_s, figures.rooms},
           {u"pages"_s, figures.pages},
           {u"seconds"_s, seconds(figures.total)},
           {u"firstPageSeconds"_s, seconds(figures.firstPage)},
           {u"peakRssMiB"_s, peakRssMiB()}});
    return 0;
}

int fail(const QString &message)
{
    std::fprintf(stderr, "roomkeeper-bench: %s\n", qPrintable(message));
    return 1;
}

QNetworkRequest signedRequest(const BenchTarget &target, const QByteArray &pathAndQuery)
{
    const Endpoint &endpoint = target.transport.endpoint();
    const Signature signature =
        signRequest(target.key, "GET", pathAndQuery, endpoint.hostHeader(), {}, target.clock.now());
    QNetworkRequest request(
        QUrl::fromEncoded(endpoint.url.toEncoded() + pathAndQuery, QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("x-ms-date", signature.date);
    request.setRawHeader("x-ms-content-sha256", signature.contentSha256);
    request.setRawHeader("Authorization", signature.authorization);
    return request;
}

/// Runs the event loop until `reply` has finished; returns its body.
Result<QByteArray> waitFor(QNetworkReply *reply)
{
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply->readAll();
    reply->deleteLater();
    if (status != 200)
        return failure(ErrorKind::Server, u"status %1"_s.arg(status));
    return body;
}

} // namespace

int benchList(BenchTarget &target)
{
    const RoomsClient client(target.transport, defaultApiVersion);
    QObject context;
    Figures figures;
    std::optional<Result<ListEnd>> end;
    QElapsedTimer timer;
    timer.start();
    client
        .listRooms(&context,
                   [&](const RoomPage &page) {
                       if (figures.pages++ == 0)
                           figures.firstPage = timer.nsecsElapsed();
                       figures.rooms += page.items.size();
                   })
        .then(&context, [&](Result<ListEnd> result) {
            figures.total = timer.nsecsElapsed();
            end = std::move(result);
            QCoreApplication::quit();
        });
    QCoreApplication::exec();
    if (!*end)
        return fail(end->error().message);
    return report(figures);
}

int benchListBare(BenchTarget &target)
{
    // Find out which pages there are: continuation tokens are the same for the same state.
    Figures figures;
    QList<QNetworkRequest> requests;
    QByteArray next = listRoomsRequest(defaultApiVersion).target;
    while (!next.isEmpty()) {
        requests << signedRequest(target, next);
        const auto body = waitFor(target.network.get(requests.last()));
        const auto page = body ? readPage(*body) : failure(body.error());
        if (!page)
            return fail(page.error().message);
        figures.rooms += page->entries.size();
        next.clear();
        if (!page->nextLink.isEmpty()) {
            const auto link = target.transport.targetOfLink(page->nextLink);
            if (!link)
                return fail(link.error().message);
            next = *link;
        }
    }

    QElapsedTimer timer;
    timer.start();
    int failures = 0;
    std::function<void(qsizetype)> ask = [&](qsizetype index) {
        QNetworkReply *reply = target.network.get(requests.at(index));
        QObject::connect(reply, &QNetworkReply::finished, reply, [&, reply, index] {
            if (figures.pages++ == 0)
                figures.firstPage = timer.nsecsElapsed();
            failures += reply->error() == QNetworkReply::NoError ? 0 : 1;
            reply->readAll();
            reply->deleteLater();
            if (index + 1 < requests.size()) {
                ask(index + 1);
            } else {
                figures.total = timer.nsecsElapsed();
                QCoreApplication::quit();
            }
        });
    };
    ask(0);
    QCoreApplication::exec();
    if (failures != 0)
        return fail(u"%1 pages failed"_s.arg(failures));
    return report(figures);
}
