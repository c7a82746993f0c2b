#pragma once

#include <QList>
#include <QObject>
#include <QUuid>

class QWidget;

namespace roomkeeper::store {
class ProfileStore;
}

namespace roomkeeper::ui {

class MessageBar;

/// Imports and exports saved connections, without secrets: asks for the file, and reports the
/// result.
class ConnectionExchange : public QObject
{
    Q_OBJECT

public:
    /// All outlive this, which `window` owns.
    ConnectionExchange(store::ProfileStore &profiles, MessageBar &messages, QWidget &window);
    Q_DISABLE_COPY_MOVE(ConnectionExchange)

    void askForImport();
    /// Saves the connections of an exported file.
    void importFrom(const QString &path);

    /// Exports these connections, or all if the list is empty.
    void askForExport(const QList<QUuid> &ids);
    void exportTo(const QString &path, const QList<QUuid> &ids);

signals:
    void imported(const QList<QUuid> &ids);

private:
    store::ProfileStore &m_profiles;
    MessageBar &m_messages;
    QWidget &m_window;
};

} // namespace roomkeeper::ui
