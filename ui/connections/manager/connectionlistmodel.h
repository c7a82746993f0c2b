#pragma once

#include "store/profiles/profilestore.h"
#include "ui/common/rowindex.h"
#include "ui/common/timedisplay.h"

#include <QAbstractItemModel>
#include <QHash>

#include <functional>
#include <memory>
#include <vector>

namespace roomkeeper::ui {

/// The saved connections, grouped: a thin view of the ProfileStore, in its order, optionally
/// filtered. Connections without a group come first, then the groups. Follows the store and is
/// never reset, so selection, current row and expanded groups survive.
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
    qsizetype shownCount() const { return m_slotOfProfile.size(); }
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
    /// The model was brought up to date with the store or the filter.
    void updated();
    /// Profiles were dropped and should move into `group` before the profile `before` (null: at the
    /// end).
    void moveRequested(const QList<QUuid> &ids, const QString &group, const QUuid &before);

private:
    /// What a row shows: a group, or a profile at the top or in a group.
    struct Slot
    {
        store::Profile profile = {};
        QString group = {}; ///< the name of a group
        std::unique_ptr<RowIndex> rows = {}; ///< of a group: its profiles; else null
        int parent = topSlot; ///< of a profile: the slot of its group
        bool isUsed = false;
    };
    /// Parent of the rows at the top.
    static constexpr int topSlot = -1;
    /// The rows that are to be shown.
    struct Wanted
    {
        std::vector<int> top = {};
        QHash<int, std::vector<int>> inGroup = {}; ///< by the slot of the group
    };

    void update();
    Wanted takeProfiles();
    int takeSlot();
    int slotOfGroup(const QString &name);
    void addGroups(const std::vector<int> &top);
    void moveBetweenGroups(const Wanted &wanted);
    void release(const Wanted &wanted);

    bool isShown(const store::Profile &profile, bool ignoresAccents) const;
    QList<store::Profile> shownProfiles() const;
    const Slot &slot(int number) const { return m_slots[static_cast<size_t>(number)]; }
    int slotOf(const QModelIndex &index) const;
    RowIndex &rowsBelow(int parent);
    int ungroupedCount() const;
    QString text(const store::Profile &profile, int column) const;
    static QVariant groupData(const Slot &group, int column, int role);

    const store::ProfileStore &m_profiles;
    const TimeDisplay &m_display;
    SecretText m_secretText;
    QStringList m_filter;
    std::vector<Slot> m_slots;
    std::vector<int> m_freeSlots;
    QHash<QUuid, int> m_slotOfProfile;
    QHash<QString, int> m_slotOfGroup;
    RowIndex m_top{*this};
};

} // namespace roomkeeper::ui
