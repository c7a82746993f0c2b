#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace roomkeeper::ui {

/// A page of the user guide, which is compiled into the program.
struct GuidePage
{
    QUrl url = {}; ///< qrc:/guide/rooms.md
    QString title = {}; ///< its heading
};

/// All pages in the order in which the first of them, the index, names them.
QList<GuidePage> guidePages();

/// A file of the guide, also a picture; empty where there is none.
QByteArray guideFile(const QUrl &url);

} // namespace roomkeeper::ui
