#include "ui/help/guidewindow.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/messagebar.h"
#include "ui/common/screenfit.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/help/guidetext.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>

#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int contentsWidth = 210;
constexpr QSize firstSize(980, 720);

} // namespace

GuideWindow::GuideWindow(QWidget *parent)
    : QDialog(parent)
    , m_pages(guidePages())
    , m_contents(new QListWidget)
    , m_find(new QLineEdit)
    , m_text(new GuideText)
    , m_messages(new MessageBar)
{
    setObjectName("guideWindow"_L1);
    setWindowTitle(tr("Roomkeeper Guide"));
    setAttribute(Qt::WA_DeleteOnClose);

    setAccessibleIdentity(m_contents, "guideContents", tr("Guide contents"));
    m_contents->setFrameShape(QFrame::NoFrame);
    m_contents->setFixedWidth(contentsWidth);
    m_contents->setUniformItemSizes(true);
    for (const GuidePage &page : std::as_const(m_pages)) {
        auto *item = new QListWidgetItem(page.title, m_contents);
        item->setSizeHint(QSize(0, fontMetrics().height() + 14));
    }
    setAccessibleIdentity(m_text, "guideText", tr("Guide text"));

    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(makeBar());
    right->addWidget(m_text, 1);
    right->addWidget(m_messages);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_contents);
    layout->addLayout(right, 1);

    connect(m_contents, &QListWidget::currentRowChanged, this, &GuideWindow::showPage);
    connect(m_text, &QTextBrowser::sourceChanged, this, &GuideWindow::pageShown);
    connect(m_text, &GuideText::linkLeadsOut, this, &GuideWindow::tellWayOut);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_find, [this] {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    });
    resizeToFit(*this, firstSize);
    m_contents->setCurrentRow(0);
    m_contents->setFocus();
}

QWidget *GuideWindow::makeBar()
{
    m_back = makeStep("guideBack", u"chevron-left"_s, tr("Back"));
    m_back->setShortcut(QKeySequence::Back);
    m_forward = makeStep("guideForward", u"chevron-right"_s, tr("Forward"));
    m_forward->setShortcut(QKeySequence::Forward);
    connect(m_back, &QToolButton::clicked, m_text, &QTextBrowser::backward);
    connect(m_forward, &QToolButton::clicked, m_text, &QTextBrowser::forward);
    connect(m_text, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_text, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);

    setAccessibleIdentity(m_find, "guideFind", tr("Find in the guide"));
    m_find->setPlaceholderText(tr("Find in the guide"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(icon(u"search"_s, QPalette::PlaceholderText), QLineEdit::LeadingPosition);
    m_find->setMaximumWidth(280);
    connect(m_find, &QLineEdit::returnPressed, this, &GuideWindow::findNext);

    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addWidget(m_back);
    layout->addWidget(m_forward);
    layout->addStretch();
    layout->addWidget(m_find, 1);
    return bar;
}

QToolButton *GuideWindow::makeStep(const char *objectName, const QString &iconName,
                                   const QString &text)
{
    auto *button = new QToolButton;
    setAccessibleIdentity(button, objectName, text);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setEnabled(false);
    return button;
}

void GuideWindow::showPage(int row)
{
    if (row >= 0 && m_pages.at(row).url != m_text->source())
        m_text->setSource(m_pages.at(row).url);
}

void GuideWindow::pageShown(const QUrl &url)
{
    m_messages->clear(); // it was about a link on the previous page
    for (int row = 0; row < m_pages.size(); ++row) {
        if (m_pages.at(row).url == url) {
            const QSignalBlocker blocker(m_contents);
            m_contents->setCurrentRow(row);
        }
    }
}

/// The next match on this page; after the last one, the first on the next page with a match.
void GuideWindow::findNext()
{
    const QString wanted = m_find->text();
    if (wanted.isEmpty() || m_text->find(wanted))
        return;
    const int from = m_contents->currentRow();
    for (int step = 1; step <= m_pages.size(); ++step) {
        m_text->setSource(m_pages.at((from + step) % m_pages.size()).url);
        m_text->moveCursor(QTextCursor::Start);
        if (m_text->find(wanted))
            return;
    }
    m_messages->showNotice({.origin = {.topic = u"search"_s},
                            .text = tr("“%1” was not found in the guide.").arg(wanted)});
}

/// Shows where an external link leads before anything is opened.
void GuideWindow::tellWayOut(const QUrl &url)
{
    Notice notice{.origin = {.topic = u"link"_s},
                  .text = tr("This link opens a web page: %1").arg(url.toDisplayString())};
    notice.offer(tr("Open in the browser"), [url] { QDesktopServices::openUrl(url); });
    notice.offer(tr("Copy address"),
                 [url] { QGuiApplication::clipboard()->setText(url.toString()); });
    m_messages->showNotice(notice);
}

} // namespace roomkeeper::ui
