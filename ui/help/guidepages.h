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

/// All pages: the index first, then the others in the order of its links.
QList<GuidePage> guidePages();

/// The content of a file of the guide, or of a picture; empty if it does not exist.
QByteArray guideFile(const QUrl &url);

} // namespace roomkeeper::ui
