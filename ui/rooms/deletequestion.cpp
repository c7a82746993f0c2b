#include "ui/rooms/deletequestion.h"

#include "ui/common/confirmation.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype listed = 5;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DeleteQuestion)
};

/// The first ids, so that one sees what goes.
QString someIds(const QStringList &roomIds)
{
    QStringList lines = roomIds.first(std::min(listed, roomIds.size()));
    if (roomIds.size() > listed)
        lines << Text::tr("and %1 more").arg(QLocale().toString(roomIds.size() - listed));
    return lines.join(u'\n');
}

} // namespace

Confirmation *deleteQuestion(const QStringList &roomIds, const QString &connectionName,
                             QWidget *parent)
{
    if (roomIds.size() == 1) {
        return new Confirmation(
            Text::tr("Delete room %1 on “%2”?").arg(roomIds.first(), connectionName),
            Text::tr("Nobody can join it any more. This can't be undone."), Text::tr("Delete room"),
            parent);
    }
    const QString count = QLocale().toString(roomIds.size());
    return new Confirmation(Text::tr("Delete %1 rooms on “%2”?").arg(count, connectionName),
                            Text::tr("Nobody can join them any more. This can't be undone.\n\n%1")
                                .arg(someIds(roomIds)),
                            Text::tr("Delete %1 rooms").arg(count), parent);
}

} // namespace roomkeeper::ui
