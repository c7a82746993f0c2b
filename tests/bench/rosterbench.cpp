#include "rosterbench.h"

#include "measure.h"
#include "slicemeter.h"
#include "ui/common/settings.h"
#include "ui/common/style/theme.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/participants/participanttableview.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPixmap>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

using namespace roomkeeper;
using namespace roomkeeper::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int scrollSteps = 200;

/// People of all roles, most of them with names, not sorted by any column.
struct Crowd
{
    QList<acs::Participant> roster;
    QHash<QString, QString> names;
    admin::RosterDraft draft;
};

Crowd crowd(int count)
{
    const QList<acs::Role> roles = acs::rolesOf(acs::defaultApiVersion);
    const QStringList given{u"Amaka"_s, u"Jonas"_s, u"Yoruba"_s, u"Élodie"_s, u"Søren"_s};
    const QStringList family{u"Okafor"_s, u"Berg"_s, u"Lindqvist"_s, u"Haddad"_s, u"Ångström"_s};
    Crowd all;
    for (int each = 0; each < count; ++each) {
        const quint32 mixed = static_cast<quint32>(each) * 2654435761U; // distributes them evenly
        const QString rawId = u"8:acs:075fe28b-ab84-41e3-9b9c-74f38e6e4787_%1-e1a6-46e9-9ebb-%2"_s
                                  .arg(mixed, 8, 16, QChar(u'0'))
                                  .arg(each, 12, 16, QChar(u'0'));
        all.roster.append({.rawId = rawId, .role = roles.at(static_cast<int>(mixed >> 7) & 3)});
        if (each % 4 != 0) {
            all.names.insert(rawId, u"%1 %2 %3"_s
                                        .arg(given.at(static_cast<int>(mixed >> 3) % 5),
                                             family.at(static_cast<int>(mixed >> 11) % 5))
                                        .arg(mixed % 1000));
        }
    }
    const admin::RosterIndex index = admin::indexOf(all.roster);
    QStringList removed;
    QStringList changed;
    for (int each = 0; each < count; each += 50) {
        removed << all.roster.at(each).rawId;
        changed << all.roster.at(std::min(each + 1, count - 1)).rawId;
    }
    all.draft = admin::withRole(all.draft, index, changed, acs::Role::consumer());
    all.draft = admin::withRemoved(all.draft, index, removed);
    return all;
}

/// The part of the window with the participants: the filter above the table, connected as in the
/// window.
class Pane : public QWidget
{
public:
    Pane()
        : m_filter(new QLineEdit)
        , m_table(new ParticipantTableView(m_model, m_settings))
    {
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(m_filter);
        layout->addWidget(m_table);
        resize(520, 700);
        connect(m_filter, &QLineEdit::textChanged, this,
                [this](const QString &text) { m_model.setFilterText(text); });
    }

    void show(const Crowd &all)
    {
        m_model.setNames(all.names);
        m_model.setRoster(all.roster);
        m_model.setDraft(all.draft);
        m_table->setPending(true);
        QWidget::show();
        settle();
    }

    /// Processes all events caused by one action, including painting.
    static void settle()
    {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }

    void press(QWidget *on, int key, const QString &text = {},
               Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QKeyEvent down(QEvent::KeyPress, key, modifiers, text);
        QCoreApplication::sendEvent(on, &down);
        QKeyEvent up(QEvent::KeyRelease, key, modifiers, text);
        QCoreApplication::sendEvent(on, &up);
        settle();
    }

    void clickHeading(int column)
    {
        QHeaderView *headings = m_table->horizontalHeader();
        const QPoint at(headings->sectionViewportPosition(column)
                            + headings->sectionSize(column) / 3,
                        headings->height() / 2);
        for (const QEvent::Type type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
            QMouseEvent event(type, at, headings->viewport()->mapToGlobal(at), Qt::LeftButton,
                              type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton,
                              Qt::NoModifier);
            QCoreApplication::sendEvent(headings->viewport(), &event);
            settle();
        }
    }

    QLineEdit &filter() { return *m_filter; }
    QTableView &table() { return *m_table; }
    const ParticipantTableModel &model() const { return m_model; }

private:
    QTemporaryDir m_folder;
    Settings m_settings{m_folder.filePath(u"settings.conf"_s)};
    ParticipantTableModel m_model;
    QLineEdit *m_filter;
    ParticipantTableView *m_table;
};

/// Scrolls from one end to the other; returns the paint times in nanoseconds.
std::vector<qint64> scroll(Pane &pane)
{
    QScrollBar &bar = *pane.table().verticalScrollBar();
    std::vector<qint64> paints;
    for (int step = 0; step <= scrollSteps; ++step) {
        bar.setValue(bar.maximum() / scrollSteps * step);
        const qint64 before = threadCpuTime();
        pane.table().viewport()->repaint();
        paints.push_back(threadCpuTime() - before);
        Pane::settle();
    }
    return paints;
}

void sortByEachColumn(Pane &pane)
{
    for (int column = 0; column < ParticipantTableModel::ColumnCount; ++column) {
        for (int twice = 0; twice < 2; ++twice) // up, then down
            pane.clickHeading(column);
    }
}

/// False if the filter did not work: then the measurement is invalid.
bool filterByKeystrokes(Pane &pane)
{
    for (const QString &text : {u"okafor 7"_s, u"present"_s, u"9ebb-00"_s, u"zzz"_s}) {
        for (const QChar letter : text)
            pane.press(&pane.filter(), 0, letter);
        if (text == u"zzz"_s && pane.model().rowCount() != 0)
            return false;
        for (qsizetype each = 0; each < text.size(); ++each)
            pane.press(&pane.filter(), Qt::Key_Backspace);
        if (pane.model().rowCount() != pane.model().count())
            return false;
    }
    return true;
}

} // namespace

int benchRoster(int argc, char **argv, int participants)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    SliceMeter application(argc, argv);
    const Theme theme(application);
    Pane pane;
    pane.show(crowd(participants));

    application.restart();
    std::vector<qint64> paints = scroll(pane);
    sortByEachColumn(pane);
    const bool isMeasured = filterByKeystrokes(pane);
    // As with selected people: all of them, then a few.
    pane.press(&pane.table(), Qt::Key_A, {}, Qt::ControlModifier);
    const bool isAllSelected = pane.table().selectionModel()->hasSelection();
    sortByEachColumn(pane);
    pane.table().clearSelection();
    for (int row = 0; row < pane.model().rowCount(); row += 97)
        pane.table().selectionModel()->select(
            pane.model().index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    sortByEachColumn(pane);

    std::ranges::nth_element(paints,
                             paints.begin() + static_cast<std::ptrdiff_t>(paints.size() / 2));
    print({{u"frameMs"_s, milliseconds(paints[paints.size() / 2])},
           {u"longestSliceMs"_s, milliseconds(application.longestSlice())}});
    return isMeasured && isAllSelected && pane.model().count() == participants ? 0 : 1;
}
