#include "ui/shell/connectiontest.h"

#include "base/explain.h"

namespace roomkeeper::ui {

ConnectionTest::ConnectionTest(admin::Connector &connector, QObject *parent)
    : QObject(parent)
    , m_connector(connector)
{
}

void ConnectionTest::start(const store::Profile &profile, const QByteArray &connectionString)
{
    const int number = ++m_number;
    m_connection.reset();
    if (!connectionString.isEmpty()) {
        run(m_connector.openOnce(profile, QString::fromUtf8(connectionString)));
        return;
    }
    // Where the secret is now, not where it is to be after the edit.
    store::Profile kept = profile;
    if (const auto known = m_connector.profiles().find(profile.id))
        kept.secretInKeychain = known->secretInKeychain;
    m_connector.open(kept).then(
        this, [this, number](const Result<std::shared_ptr<admin::Connection>> &connection) {
            if (number == m_number)
                run(connection);
        });
}

void ConnectionTest::run(const Result<std::shared_ptr<admin::Connection>> &connection)
{
    if (!connection) {
        const Explanation words = explain(connection.error());
        end(false, connection.error().kind == ErrorKind::NotFound
                       ? connection.error().message
                       : tr("%1 %2").arg(words.headline, words.advice).trimmed());
        return;
    }
    m_connection = *connection;
    // The first page is proof enough; a large resource is not read to its end for it.
    connect(&m_connection->rooms(), &admin::RoomStore::roomsAdded, this,
            [this] { end(true, tr("The service answered and took the key; it has rooms.")); });
    connect(m_connection.get(), &admin::Connection::refreshed, this,
            [this] { end(true, tr("The service answered and took the key; it has no rooms.")); });
    connect(m_connection.get(), &admin::Connection::refreshFailed, this,
            [this](const Error &error) {
                const Explanation words = explain(error);
                end(false, tr("%1 %2").arg(words.headline, words.advice).trimmed());
            });
    m_connection->refresh();
}

void ConnectionTest::end(bool ok, const QString &text)
{
    if (m_connection) {
        m_connection->disconnect(this);
        m_connection->rooms().disconnect(this);
        // Not from inside its own signal.
        QMetaObject::invokeMethod(
            this, [connection = std::move(m_connection)] {}, Qt::QueuedConnection);
        m_connection.reset();
    }
    emit finished(ok, text);
}

} // namespace roomkeeper::ui
