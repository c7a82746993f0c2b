#pragma once

#include "admin/connector.h"

#include <QObject>

#include <memory>

namespace roomkeeper::ui {

/// Tries to reach a resource: reads the first page of its rooms, then lets go of it. A later test
/// takes the place of the one before.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    /// `connector` outlives this.
    explicit ConnectionTest(admin::Connector &connector, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionTest)

    /// An empty connection string means the kept one.
    void start(const store::Profile &profile, const QByteArray &connectionString);

signals:
    void finished(bool ok, const QString &text);

private:
    void run(const Result<std::shared_ptr<admin::Connection>> &connection);
    void end(bool ok, const QString &text);

    admin::Connector &m_connector;
    std::shared_ptr<admin::Connection> m_connection;
    int m_number = 0;
};

} // namespace roomkeeper::ui
