#include "ui/connections/manager/connectionsdialog.h"

#include "acs/auth/connectionstringsearch.h"
#include "store/profiles/profilelimits.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/contentarea.h"
#include "ui/common/emptystate.h"
#include "ui/common/messagebar.h"
#include "ui/common/screenfit.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/common/tablecolumns.h"
#include "ui/connections/connectioneditor.h"
#include "ui/connections/manager/connectionexchange.h"
#include "ui/connections/manager/connectionlistmodel.h"
#include "ui/connections/secrets/keychainprompts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTreeView>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using Column = ConnectionListModel::Column;

namespace {

constexpr QSize firstSize(1080, 580);

/// Describes where the secret of a connection is.
QString secretText(const admin::ConnectionService &connectionService, const store::Profile &profile)
{
    if (profile.authentication == store::Authentication::EntraId)
        return ConnectionsDialog::tr("none needed");
    if (connectionService.secrets().place(profile.id) == admin::SecretPlace::Session)
        return ConnectionsDialog::tr("until Roomkeeper closes");
    return profile.secretInKeychain ? ConnectionsDialog::tr("keychain")
                                    : ConnectionsDialog::tr("not stored");
}

NoticeOrigin orderOrigin()
{
    return {.topic = u"order of connections"_s};
}

} // namespace

ConnectionsDialog::ConnectionsDialog(admin::ConnectionService &connectionService,
                                     const TimeDisplay &display, Settings &settings,
                                     QWidget *parent)
    : QDialog(parent)
    , m_connectionService(connectionService)
    , m_model(new ConnectionListModel(
          connectionService.profiles(), display,
          [&connectionService](const store::Profile &profile) {
              return secretText(connectionService, profile);
          },
          this))
    , m_messages(new MessageBar(this))
    , m_editor(new ConnectionEditor(connectionService, *m_messages, *this, this))
    , m_deletion(new ConnectionDeletion(connectionService, *m_editor, *m_messages, *this))
    , m_exchange(new ConnectionExchange(connectionService.profiles(), *m_messages, *this))
    , m_filter(new QLineEdit)
    , m_list(new QTreeView)
    , m_empty(new EmptyState)
{
    setObjectName("connectionsDialog"_L1);
    setWindowTitle(tr("Connections"));
    resizeToFit(*this, firstSize);

    auto *close = new QPushButton(tr("Close"));
    setAccessibleIdentity(close, "closeManager", tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);

    auto *upper = new QHBoxLayout;
    upper->setSpacing(14);
    upper->addWidget(makeList(settings), 1);
    upper->addWidget(new ContentArea(makeButtons()));
    auto *lower = new QHBoxLayout;
    lower->addStretch();
    lower->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addLayout(upper, 1);
    layout->addWidget(m_messages);
    layout->addLayout(lower);

    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ConnectionsDialog::expandGroups);
    connect(m_model, &ConnectionListModel::updated, this, &ConnectionsDialog::updateControls);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ConnectionsDialog::updateControls);
    // Queued, because this moves rows, which must not happen in the middle of a drop.
    connect(
        m_model, &ConnectionListModel::moveRequested, this,
        [this](const QList<QUuid> &ids, const QString &group, const QUuid &before) {
            said(m_connectionService.profiles().move(ids, group, before));
        },
        Qt::QueuedConnection);
    connect(m_deletion, &ConnectionDeletion::finished, this, &ConnectionsDialog::updateControls);
    connect(m_exchange, &ConnectionExchange::imported, this, [this](const QList<QUuid> &ids) {
        m_filter->clear();
        select(ids);
    });
    connect(m_editor, &ConnectionEditor::openRequested, this, &ConnectionsDialog::openRequested);
    connect(&m_connectionService.secrets(), &admin::ProfileSecrets::changed, m_model,
            &ConnectionListModel::refreshSecrets);
    new KeychainPrompts(connectionService, *m_editor, *m_messages, *this, this); // owned by this
    m_list->expandAll();
    m_list->setCurrentIndex(m_model->index(0, 0));
    updateControls();
    m_list->setFocus();
}

QWidget *ConnectionsDialog::makeList(Settings &settings)
{
    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);

    setAccessibleIdentity(m_filter, "filterConnections", tr("Filter connections"));
    m_filter->setPlaceholderText(tr("Filter connections"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"_s, QPalette::PlaceholderText), QLineEdit::LeadingPosition);
    connect(m_filter, &QLineEdit::textChanged, m_model, &ConnectionListModel::setFilter);
    connect(m_filter, &QLineEdit::textChanged, this, &ConnectionsDialog::updateControls);
    column->addWidget(m_filter);
    const auto *escape =
        new QShortcut(Qt::Key_Escape, m_filter, nullptr, nullptr, Qt::WidgetShortcut);
    connect(escape, &QShortcut::activated, this, [this] {
        if (m_filter->text().isEmpty())
            reject();
        else
            m_filter->clear();
    });

    setAccessibleIdentity(m_list, "connectionList", tr("Connections"));
    m_list->setModel(m_model);
    m_list->setIconSize(QSize(16, 16));
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDragEnabled(true);
    QHeaderView *header = m_list->header();
    header->setHighlightSections(false);
    auto *columns =
        new TableColumns(*header, u"connections"_s,
                         {{.key = u"name"_s, .menuText = tr("&Name"), .share = 1, .canHide = false},
                          {.key = u"endpoint"_s, .menuText = tr("&Endpoint"), .share = 2},
                          {.key = u"access"_s, .menuText = tr("&Access")},
                          {.key = u"secret"_s, .menuText = tr("&Secret")},
                          {.key = u"lastUsed"_s, .menuText = tr("&Last used")}},
                         settings);
    const int letter = fontMetrics().averageCharWidth();
    columns->setUsualWidths({letter * 26, letter * 16, letter * 27, letter * 13, letter * 17});
    connect(m_list, &QTreeView::activated, this, &ConnectionsDialog::openSelected);
    column->addWidget(m_list, 1);
    column->addWidget(m_empty, 1);

    const auto onKey = [this](const QKeySequence &keys, void (ConnectionsDialog::*action)()) {
        auto *shortcut = new QShortcut(keys, m_list, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    onKey(QKeySequence(Qt::Key_Delete), &ConnectionsDialog::askToDelete);
    onKey(QKeySequence(Qt::ALT | Qt::Key_Up), &ConnectionsDialog::moveUp);
    onKey(QKeySequence(Qt::ALT | Qt::Key_Down), &ConnectionsDialog::moveDown);
    onKey(QKeySequence(Qt::Key_F2), &ConnectionsDialog::edit);
    auto *find = new QShortcut(QKeySequence(QKeySequence::Find), this);
    connect(find, &QShortcut::activated, m_filter, [this] { m_filter->setFocus(); });
    return pane;
}

QPushButton *ConnectionsDialog::addButton(QVBoxLayout &column, const char *objectName,
                                          const QString &text, const QString &accessibleName,
                                          void (ConnectionsDialog::*action)())
{
    auto *button = new QPushButton(text);
    setAccessibleIdentity(button, objectName, accessibleName);
    button->setAutoDefault(false); // Enter opens the selected one, in the list
    connect(button, &QPushButton::clicked, this, action);
    column.addWidget(button);
    return button;
}

QWidget *ConnectionsDialog::makeButtons()
{
    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    using Self = ConnectionsDialog;
    m_open = addButton(*column, "openConnection", tr("&Open"), tr("Open"), &Self::openSelected);
    setStyleClass(m_open, "primary");
    m_openInNewWindow = addButton(*column, "openInNewWindow", tr("Open in new &window"),
                                  tr("Open in new window"), &Self::openInNewWindow);
    column->addSpacing(10);
    auto *make = addButton(*column, "newConnectionInList", tr("&New…"), tr("New connection"),
                           &Self::createConnection);
    make->setIcon(icon(u"add"_s));
    m_edit = addButton(*column, "editConnectionInList", tr("&Edit…"), tr("Edit connection"),
                       &Self::edit);
    m_duplicate = addButton(*column, "duplicateConnection", tr("D&uplicate…"),
                            tr("Duplicate connection"), &Self::duplicate);
    m_duplicate->setToolTip(
        tr("Creates a copy. The connection string is not copied; you are asked for one."));
    column->addSpacing(10);
    m_up = addButton(*column, "moveUp", tr("Move u&p"), tr("Move up"), &Self::moveUp);
    m_up->setToolTip(tr("Alt+Up"));
    m_down = addButton(*column, "moveDown", tr("Move &down"), tr("Move down"), &Self::moveDown);
    m_down->setToolTip(tr("Alt+Down"));
    m_group = addButton(*column, "moveToGroup", tr("Move to &group…"), tr("Move to group"),
                        &Self::askForGroup);
    column->addSpacing(10);
    addButton(*column, "importConnections", tr("&Import…"), tr("Import connections"),
              &Self::askForImport);
    m_export = addButton(*column, "exportConnections", tr("E&xport…"), tr("Export connections"),
                         &Self::askForExport);
    m_export->setToolTip(
        tr("Writes the selected connections, or all of them, to a file without their secrets"));
    column->addSpacing(10);
    m_delete = addButton(*column, "deleteConnections", tr("De&lete…"), tr("Delete connections"),
                         &Self::askToDelete);
    m_delete->setIcon(icon(u"delete"_s));
    column->addStretch();
    return pane;
}

// --- selection

QList<QUuid> ConnectionsDialog::selected() const
{
    return m_model->idsOf(m_list->selectionModel()->selectedRows());
}

std::optional<store::Profile> ConnectionsDialog::selectedOne() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    if (rows.size() != 1 || m_model->isGroup(rows.first()))
        return std::nullopt;
    return m_connectionService.profiles().find(
        rows.first().data(ConnectionListModel::IdRole).toUuid());
}

void ConnectionsDialog::select(const QList<QUuid> &ids)
{
    QItemSelection selection;
    QModelIndex first;
    for (const QUuid &id : ids) {
        const QModelIndex index = m_model->indexOf(id);
        if (!index.isValid())
            continue;
        // One range for consecutive rows: selecting a thousand ranges takes seconds.
        if (!selection.isEmpty() && selection.last().parent() == index.parent()
            && selection.last().bottom() + 1 == index.row())
            selection.last() = QItemSelectionRange(selection.last().topLeft(), index);
        else
            selection.select(index, index);
        if (!first.isValid())
            first = index;
    }
    if (!first.isValid())
        return;
    m_list->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    m_list->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect
                                                    | QItemSelectionModel::Rows);
    m_list->scrollTo(first);
}

/// New groups are shown expanded.
void ConnectionsDialog::expandGroups(const QModelIndex &parent, int first, int last)
{
    if (parent.isValid())
        return;
    for (int row = first; row <= last; ++row) {
        if (const QModelIndex index = m_model->index(row, 0); m_model->isGroup(index))
            m_list->expand(index);
    }
}

void ConnectionsDialog::updateControls()
{
    const bool hasAny = !m_connectionService.profiles().profiles().isEmpty();
    const bool isShown = m_model->shownCount() > 0;
    m_list->setVisible(isShown);
    m_empty->setVisible(!isShown);
    if (!hasAny) {
        m_empty->show(
            tr("No connections yet"),
            tr("Create one from a connection string, or import a file of exported connections."),
            tr("New connection…"), [this] { create(); });
    } else if (!isShown) {
        m_empty->show(tr("No connections match"),
                      tr("The filter searches name, endpoint, group and notes."), tr("Show all"),
                      [this] { m_filter->clear(); });
    }
    m_filter->setEnabled(hasAny);
    const QList<QUuid> ids = selected();
    const bool isOne = selectedOne().has_value();
    m_open->setEnabled(isOne);
    m_openInNewWindow->setEnabled(isOne);
    m_edit->setEnabled(isOne);
    m_duplicate->setEnabled(isOne);
    m_up->setEnabled(moveBy(-1).has_value());
    m_down->setEnabled(moveBy(1).has_value());
    m_group->setEnabled(!ids.isEmpty());
    m_delete->setEnabled(!ids.isEmpty() && !isDeleting());
    m_export->setEnabled(hasAny);
}

void ConnectionsDialog::said(const Result<void> &result)
{
    if (!result)
        m_messages->showNotice(errorNotice(orderOrigin(), result.error()));
}

// --- buttons

void ConnectionsDialog::openSelected()
{
    if (const auto profile = selectedOne()) {
        emit openRequested(*profile);
        accept();
    }
}

void ConnectionsDialog::openInNewWindow()
{
    if (const auto profile = selectedOne()) {
        emit openInNewWindowRequested(*profile);
        accept();
    }
}

void ConnectionsDialog::createConnection()
{
    m_editor->create();
}

void ConnectionsDialog::edit()
{
    if (const auto profile = selectedOne())
        m_editor->edit(*profile, ConnectionEditor::Then::Stay);
}

void ConnectionsDialog::duplicate()
{
    if (const auto profile = selectedOne())
        m_editor->duplicate(*profile);
}

// --- order

std::optional<ConnectionMove> ConnectionsDialog::moveBy(int step) const
{
    if (!m_filter->text().trimmed().isEmpty()) // hidden rows between them would not move
        return std::nullopt;
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return std::nullopt;
    const store::ProfileStore &profiles = m_connectionService.profiles();
    const QString group = rows.first().data(ConnectionListModel::GroupRole).toString();
    if (rows.size() == 1 && m_model->isGroup(rows.first()))
        return moveOfGroup(profiles, group, step);
    return moveWithinGroup(profiles, group, selected(), step);
}

void ConnectionsDialog::move(const std::optional<ConnectionMove> &move)
{
    if (!move)
        return;
    said(m_connectionService.profiles().move(move->ids, move->group, move->before));
    m_list->scrollTo(m_list->currentIndex());
}

void ConnectionsDialog::moveUp()
{
    move(moveBy(-1));
}

void ConnectionsDialog::moveDown()
{
    move(moveBy(1));
}

void ConnectionsDialog::askForGroup()
{
    const QList<QUuid> ids = selected();
    if (ids.isEmpty())
        return;
    auto *question = new QInputDialog(this);
    question->setObjectName("groupQuestion"_L1);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Move to group"));
    question->setLabelText(tr("Group (leave empty for none)"));
    question->setComboBoxEditable(true);
    question->setComboBoxItems(m_connectionService.profiles().groups());
    question->setTextValue(
        m_connectionService.profiles().find(ids.first()).value_or(store::Profile()).group);
    connect(question, &QInputDialog::textValueSelected, this, [this, ids](const QString &group) {
        if (acs::mayHoldAccessKey(group)) {
            m_messages->showNotice({.origin = orderOrigin(),
                                    .severity = Severity::Error,
                                    .text = tr("The group name contains an access key.")});
            return;
        }
        said(m_connectionService.profiles().move(
            ids, group.simplified().left(store::maxProfileGroupLength)));
    });
    question->open();
}

// --- deleting, importing, exporting

void ConnectionsDialog::askToDelete()
{
    m_deletion->ask(selected());
}

/// Not while deleting: the confirmed deletion is completed, and its result is shown here.
void ConnectionsDialog::done(int result)
{
    if (isDeleting())
        m_messages->showNotice({.origin = {.topic = u"running deletion"_s},
                                .text = tr("Still deleting. Waiting for the keychain.")});
    else
        QDialog::done(result);
}

bool ConnectionsDialog::isDeleting() const
{
    return m_deletion->isRunning();
}

void ConnectionsDialog::setCloseGuard(ConnectionDeletion::CloseGuard guard)
{
    m_deletion->setCloseGuard(std::move(guard));
}

void ConnectionsDialog::importFrom(const QString &path)
{
    m_exchange->importFrom(path);
}

void ConnectionsDialog::exportTo(const QString &path)
{
    m_exchange->exportTo(path, selected());
}

void ConnectionsDialog::askForImport()
{
    m_exchange->askForImport();
}

void ConnectionsDialog::askForExport()
{
    m_exchange->askForExport(selected());
}

} // namespace roomkeeper::ui
