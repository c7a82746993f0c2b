#pragma once

#include "store/profiles/profilestore.h"
#include "ui/common/timedisplay.h"

#include <QAbstractItemModel>

#include <functional>

namespace roomkeeper::ui {

/// The saved connections, grouped: a thin view of the ProfileStore, in its order, optionally
/// filtered. Follows the store and is reset only if the set or order of rows changes.
class ConnectionListModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Endpoint, Access, Secret, LastUsed, columnCount_ };
    enum Role {
        IdRole = Qt::UserRole, ///< QUuid of the profile; null for a group
        GroupRole, ///< name of the group itself, or of the group that contains the profile
    };

    /// Describes where the secret of a profile is stored; called when it is shown.
    using SecretText = std::function<QString(const store::Profile &)>;

    /// The store and the display outlive this.
    ConnectionListModel(const store::ProfileStore &profiles, const TimeDisplay &display,
                        SecretText secretText, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionListModel)

    /// Shows profiles whose name, endpoint, group or notes contain each word of `text`; empty shows
    /// all.
    void setFilter(const QString &text);
    /// The number of profiles shown.
    qsizetype shownCount() const;
    /// The profiles of these rows and of groups among them, without duplicates, in their order.
    QList<QUuid> idsOf(const QModelIndexList &rows) const;
    QModelIndex indexOf(const QUuid &id) const;
    bool isGroup(const QModelIndex &index) const;
    /// Updates the texts about where secrets are stored.
    void refreshSecrets();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

signals:
    /// Profiles were dropped and should move into `group` before the profile `before` (null: at the
    /// end).
    void moveRequested(const QList<QUuid> &ids, const QString &group, const QUuid &before);

private:
    struct Group
    {
        QString name;
        QList<store::Profile> profiles;
    };

    void rebuild();
    QList<Group> groups() const;
    bool isShown(const store::Profile &profile) const;
    /// Null for a group.
    const store::Profile *profileAt(const QModelIndex &index) const;
    QString text(const store::Profile &profile, int column) const;
    QVariant groupData(const Group &group, int column, int role) const;

    const store::ProfileStore &m_profiles;
    const TimeDisplay &m_display;
    SecretText m_secretText;
    QStringList m_filter;
    /// The first entry holds profiles without a group, which are listed first.
    QList<Group> m_groups;
};

} // namespace roomkeeper::ui
