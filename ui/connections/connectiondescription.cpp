#include "ui/connections/connectiondescription.h"

#include "base/quotable.h"
#include "ui/common/messagebar.h"
#include "ui/connections/connectioneditor.h"

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

ConnectionDescription::ConnectionDescription(admin::ConnectionService &connectionService,
                                             ConnectionEditor &editor, MessageBar &messages,
                                             QObject *parent)
    : QObject(parent)
    , m_connectionService(connectionService)
    , m_editor(editor)
    , m_messages(messages)
{
    connect(&connectionService.profiles(), &store::ProfileStore::changed, this,
            &ConnectionDescription::follow);
}

void ConnectionDescription::setConnection(const std::shared_ptr<admin::Connection> &connection)
{
    m_connection = connection;
    m_isReadOnlyForNow = false;
    follow();
}

void ConnectionDescription::follow()
{
    const auto connection = m_connection.lock();
    if (!connection)
        return;
    auto known = m_connectionService.profiles().find(connection->profile().id);
    if (!known) // not saved, or not any more
        return;
    known->readOnly = known->readOnly || m_isReadOnlyForNow;
    const store::Profile before = connection->profile();
    connection->describe(*known);
    if (connection->profile() != before)
        emit changed();
}

void ConnectionDescription::setReadOnly(bool readOnly)
{
    const auto connection = m_connection.lock();
    if (!connection || connection->isReadOnly() == readOnly)
        return;
    if (readOnly) {
        applyReadOnly(true);
        return;
    }
    m_editor.askToAllowChanges(
        connection->profile(),
        [this, asked = m_connection] {
            if (asked.lock() == m_connection.lock())
                applyReadOnly(false);
        },
        [this] { emit readOnlyStays(); });
}

void ConnectionDescription::applyReadOnly(bool readOnly)
{
    const auto connection = m_connection.lock();
    if (!connection)
        return;
    const bool isKept = keep(readOnly);
    // Read-only takes effect now, whether it can be saved or not.
    m_isReadOnlyForNow = readOnly && !isKept;
    if (!readOnly && !isKept) {
        emit readOnlyStays();
        return;
    }
    store::Profile described = connection->profile();
    described.readOnly = readOnly;
    connection->describe(described);
    emit changed();
}

/// Saves the state in the profile. False if that failed; true also if there is no profile.
bool ConnectionDescription::keep(bool readOnly)
{
    auto known = m_connectionService.profiles().find(m_connection.lock()->profile().id);
    if (!known)
        return true;
    known->readOnly = readOnly;
    const auto kept = m_connectionService.profiles().save(*known);
    if (!kept) {
        m_messages.showNotice(errorNotice(
            {.topic = u"read-only"_s}, kept.error(),
            readOnly ? tr("“%1” is read-only while it is open, but this could not be saved.")
                           .arg(quotable(known->name))
                     : tr("“%1” stays read-only.").arg(quotable(known->name))));
    }
    return kept.has_value();
}

} // namespace roomkeeper::ui
