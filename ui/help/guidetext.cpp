#include "ui/help/guidetext.h"

#include "ui/common/style/colours.h"
#include "ui/common/style/theme.h"
#include "ui/help/guidepages.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int margin = 20;
constexpr int cellPadding = 6;

/// Every part of the text with its own format.
template <class Visit>
void forEachFragment(QTextDocument &document, Visit visit)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto each = block.begin(); !each.atEnd(); ++each)
            visit(block, each.fragment());
    }
}

void dressTable(QTextTable &table, const Colours &colours)
{
    QTextTableFormat format = table.format();
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderBrush(colours.separator);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setCellPadding(cellPadding);
    format.setCellSpacing(0);
    format.setTopMargin(6);
    format.setBottomMargin(10);
    table.setFormat(format);
    for (int column = 0; column < table.columns(); ++column) {
        QTextTableCell cell = table.cellAt(0, column);
        QTextCharFormat heading = cell.format();
        heading.setBackground(colours.window);
        cell.setFormat(heading);
    }
}

} // namespace

GuideText::GuideText(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(margin);
    m_settle.setSingleShot(true);
    m_settle.setInterval(60ms);
    connect(&m_settle, &QTimer::timeout, this, &GuideText::fitPictures);
    connect(this, &QTextBrowser::anchorClicked, this, &GuideText::follow);
    connect(this, &QTextBrowser::sourceChanged, this, &GuideText::dress);
}

void GuideText::follow(const QUrl &link)
{
    const QUrl url = source().resolved(link);
    if (url.scheme() == "qrc"_L1)
        setSource(url);
    else
        emit linkLeadsOut(url);
}

QVariant GuideText::loadResource(int type, const QUrl &name)
{
    const QUrl url = source().resolved(name);
    if (type == QTextDocument::ImageResource)
        return picture(url);
    return guideFile(url);
}

/// No wider than the text.
QImage GuideText::picture(const QUrl &url) const
{
    QImage image = QImage::fromData(guideFile(url));
    if (image.isNull())
        return image;
    const qreal scale = devicePixelRatioF();
    const int widest = std::max(100, viewport()->width() - 2 * margin - 2);
    const int width = static_cast<int>(std::min(image.width(), widest) * scale);
    if (width < image.width())
        image = image.scaledToWidth(width, Qt::SmoothTransformation);
    image.setDevicePixelRatio(std::max(1.0, image.width() / static_cast<qreal>(widest)));
    return image;
}

void GuideText::fitPictures()
{
    forEachFragment(*document(), [this](const QTextBlock &, const QTextFragment &fragment) {
        const QTextImageFormat format = fragment.charFormat().toImageFormat();
        if (!format.isValid())
            return;
        const QUrl url = source().resolved(QUrl(format.name()));
        document()->addResource(QTextDocument::ImageResource, url, picture(url));
    });
    document()->markContentsDirty(0, document()->characterCount());
}

/// Adds colours and spacing, which Markdown does not have.
void GuideText::dress()
{
    const Colours &inUse = colours(palette());
    for (QTextFrame *frame : document()->rootFrame()->childFrames()) {
        if (auto *table = qobject_cast<QTextTable *>(frame))
            dressTable(*table, inUse);
    }
    QTextCursor cursor(document());
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        QTextBlockFormat format = block.blockFormat();
        const bool isInTable = cursor.currentTable() != nullptr;
        format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
        if (format.headingLevel() > 0) {
            format.setTopMargin(format.headingLevel() == 1 ? 0 : 16);
            format.setBottomMargin(6);
        } else if (block.textList() != nullptr) {
            format.setBottomMargin(3);
        } else if (!isInTable) {
            format.setBottomMargin(8);
        }
        cursor.setBlockFormat(format);
    }
    forEachFragment(*document(), [&](const QTextBlock &, const QTextFragment &fragment) {
        QTextCharFormat format;
        if (fragment.charFormat().isAnchor())
            format.setForeground(inUse.accentInk);
        else if (fragment.charFormat().fontFixedPitch())
            format.setBackground(inUse.window);
        else
            return;
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    });
    moveCursor(QTextCursor::Start);
}

void GuideText::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    m_settle.start();
}

void GuideText::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    // The colours are in the text: load it again at the same position.
    if (event->type() == QEvent::PaletteChange && !source().isEmpty()) {
        const int at = verticalScrollBar()->value();
        reload();
        dress();
        verticalScrollBar()->setValue(at);
    }
}

} // namespace roomkeeper::ui
