#pragma once

#include "store/profiles/profilestore.h"
#include "ui/common/timedisplay.h"

#include <QAbstractItemModel>

#include <functional>

namespace roomkeeper::ui {

/// The kept connections, those of a group under it: a thin view of the ProfileStore, in its order,
/// of which a filter may leave a part. Follows the store; rows are only taken away and put in anew
/// where it is another set or order of them.
class ConnectionListModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Endpoint, Access, Secret, LastUsed, columnCount_ };
    enum Role {
        IdRole = Qt::UserRole, ///< QUuid of the profile; of a group null
        GroupRole, ///< name of the group that it is, or is in
    };

    /// In words, where the secret of a profile is; asked when it is shown.
    using SecretWords = std::function<QString(const store::Profile &)>;

    /// The store and the display outlive this.
    ConnectionListModel(const store::ProfileStore &profiles, const TimeDisplay &display,
                        SecretWords secretWords, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionListModel)

    /// Shows those with each word of `text` in name, endpoint, group or notes; empty: all.
    void setFilter(const QString &text);
    /// How many profiles are shown.
    qsizetype shownCount() const;
    /// The profiles of these rows, and of the groups among them; each once, in their order.
    QList<QUuid> idsOf(const QModelIndexList &rows) const;
    QModelIndex indexOf(const QUuid &id) const;
    bool isGroup(const QModelIndex &index) const;
    /// Where secrets are may be another.
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
    /// Profiles were dropped: they belong into this group before that profile (null: behind all).
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
    SecretWords m_secretWords;
    QStringList m_filter;
    /// The first is of those without a group; they stand before the groups.
    QList<Group> m_groups;
};

} // namespace roomkeeper::ui
