#pragma once

#include "acs/http/transport.h"
#include "acs/rooms/roomsjson.h"
#include "base/call.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QSet>

#include <functional>
#include <memory>

namespace roomkeeper::acs {

/// How reading a list to its last page ended.
struct ListEnd
{
    int pages = 0;
    qsizetype items = 0;
    qsizetype unreadable = 0;

    bool operator==(const ListEnd &) const = default;
};

/// Reads all pages of a list. The next page is requested before the present one is parsed, if its
/// link is at the end of the body, where the service writes it: so parsing happens while the
/// service works.
template <class T>
class Paginator : public std::enable_shared_from_this<Paginator<T>>
{
public:
    using Reader = Result<T> (*)(const QJsonObject &);
    using PageHandler = std::function<void(Page<T>)>;

    /// A longer list never ends: with 30 rooms a page, this would be three million.
    static constexpr int maxPagesOfList = 100'000;

    /// Passes pages to `onPage` while `context` exists; when it is destroyed, reading stops.
    static Call<ListEnd> start(Transport &transport, const Request &first, Reader read,
                               QObject *context, PageHandler onPage, int maxPages = maxPagesOfList)
    {
        auto walk = std::shared_ptr<Paginator>(
            new Paginator(transport, first, read, context, std::move(onPage), maxPages));
        walk->m_source.onCancel([weak = std::weak_ptr(walk)] {
            if (const auto alive = weak.lock())
                alive->giveUp();
        });
        QObject::connect(context, &QObject::destroyed, &walk->m_receiver,
                         [raw = walk.get()] { raw->giveUp(); });
        walk->m_visited.insert(hashOf(first.target));
        walk->ask(first.target);
        return walk->m_source.call();
    }

private:
    Paginator(Transport &transport, const Request &first, Reader read, QObject *context,
              PageHandler onPage, int maxPages)
        : m_transport(&transport)
        , m_request(first)
        , m_read(read)
        , m_context(context)
        , m_onPage(std::move(onPage))
        , m_maxPages(maxPages)
    {
    }

    void giveUp()
    {
        m_cancelled = true; // also if a response is on its way to take()
        m_current.cancel();
    }

    /// Continuation tokens have up to some thousand characters, too many to keep for 100,000 pages.
    static QByteArray hashOf(const QByteArray &target)
    {
        return QCryptographicHash::hash(target, QCryptographicHash::Sha256);
    }

    /// The target of a link. Each page is visited only once.
    [[nodiscard]] Result<QByteArray> nextTarget(const QString &link)
    {
        auto target = m_transport->targetOfLink(link);
        if (!target)
            return target;
        const qsizetype pages = m_visited.size();
        if (pages >= m_maxPages) {
            return failure(
                ErrorKind::BadAnswer,
                Transport::tr("The list does not end: it has more than %1 pages.").arg(m_maxPages));
        }
        m_visited.insert(hashOf(*target));
        if (m_visited.size() == pages) {
            return failure(ErrorKind::BadAnswer,
                           Transport::tr("The list leads back to a page that was already read."));
        }
        return target;
    }

    void ask(const QByteArray &target)
    {
        m_request.target = target;
        m_current = m_transport->send(m_request);
        // The handler keeps this object alive until the response arrives.
        m_current.then(&m_receiver, [self = this->shared_from_this()](Result<Response> response) {
            self->take(std::move(response));
        });
    }

    void take(Result<Response> response)
    {
        if (!response) {
            m_source.finish(failure(std::move(response).error()));
            return;
        }
        if (!m_context || !m_transport || m_cancelled) {
            m_source.finish(failure(ErrorKind::Cancelled, {}));
            return;
        }
        const bool isAhead = asksAhead(response->body);
        const auto raw = readPage(response->body);
        if (!raw) {
            if (isAhead)
                m_current.cancel();
            fail(raw.error(), response->requestId);
            return;
        }
        if (isAhead || raw->nextLink.isEmpty()) {
            deliver(*raw);
            if (!isAhead)
                m_source.finish(m_end);
            return;
        }
        const auto target = nextTarget(raw->nextLink);
        if (target)
            ask(*target);
        deliver(*raw);
        if (!target)
            fail(target.error(), response->requestId);
    }

    /// Requests the page after the one with that body, if its link can be found quickly.
    bool asksAhead(const QByteArray &body)
    {
        const QString link = readLinkAtEnd(body);
        const auto target = link.isEmpty() ? QByteArray() : nextTarget(link).value_or(QByteArray());
        if (!target.isEmpty())
            ask(target);
        return !target.isEmpty();
    }

    void deliver(const RawPage &raw)
    {
        Page<T> page = readEntries<T>(raw.entries, m_read);
        ++m_end.pages;
        m_end.items += page.items.size();
        m_end.unreadable += page.unreadable.size();
        if (m_context)
            m_onPage(std::move(page));
    }

    void fail(Error error, const QString &requestId)
    {
        error.requestId = requestId;
        m_source.finish(failure(std::move(error)));
    }

    QPointer<Transport> m_transport;
    Request m_request;
    Reader m_read;
    QPointer<QObject> m_context;
    PageHandler m_onPage;
    const int m_maxPages;
    QObject m_receiver;
    CallSource<ListEnd> m_source;
    Call<Response> m_current;
    QSet<QByteArray> m_visited; ///< hashes of the targets that were visited
    ListEnd m_end;
    bool m_cancelled = false;
};

} // namespace roomkeeper::acs
