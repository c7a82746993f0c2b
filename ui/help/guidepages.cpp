#include "ui/help/guidepages.h"

#include <QFile>
#include <QRegularExpression>

// Outside the namespaces because the macro declares a global function. Without it, the resources of
// a static library are not linked.
static void initialiseGuide()
{
    Q_INIT_RESOURCE(guide);
}

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// The heading at the beginning of a page.
QString titleOf(const QString &markdown)
{
    return markdown.section(u'\n', 0, 0).remove(u'#').trimmed();
}

} // namespace

QByteArray guideFile(const QUrl &url)
{
    [[maybe_unused]] static const bool ready = (initialiseGuide(), true);
    if (url.scheme() != "qrc"_L1)
        return {};
    QFile file(u':' + url.path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<GuidePage> guidePages()
{
    const QUrl index(u"qrc:/guide/index.md"_s);
    const QString contents = QString::fromUtf8(guideFile(index));
    QList<GuidePage> pages{{.url = index, .title = titleOf(contents)}};
    static const QRegularExpression link(u"\\]\\(([a-z-]+\\.md)\\)"_s);
    for (const QRegularExpressionMatch &match : link.globalMatch(contents)) {
        const QUrl url = index.resolved(QUrl(match.captured(1)));
        pages.append({.url = url, .title = titleOf(QString::fromUtf8(guideFile(url)))});
    }
    return pages;
}

} // namespace roomkeeper::ui
