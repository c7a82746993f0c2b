#include "ui/shell/welcomepage.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/shell/choicebutton.h"
#include "ui/shell/choiceicon.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int widest = 720;
/// More would fill the page, and take too long if there are hundreds.
constexpr qsizetype maxShown = 8;

QString describe(const ConnectionChoice &choice)
{
    QStringList facts{QUrl(choice.profile.endpoint).authority()};
    if (choice.kind == ConnectionChoice::Kind::Environment)
        facts << WelcomePage::tr("connection string from the environment, for this session");
    if (choice.profile.readOnly)
        facts << WelcomePage::tr("read-only");
    return facts.join(u" · "_s);
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_known(new QLabel(tr("Connections")))
    , m_list(new QWidget)
    , m_rows(new QVBoxLayout(m_list))
    , m_all(new QPushButton)
{
    setObjectName("welcomePage"_L1);
    auto *title = new QLabel(tr("Rooms of Azure Communication Services"));
    title->setObjectName("welcomeTitle"_L1);
    setStyleClass(title, "title");
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    title->setFont(large);
    auto *introduction = new QLabel(tr("See and change who can join which room and when. Start "
                                       "with your own resource, or try everything without one."));
    introduction->setObjectName("welcomeText"_L1);
    introduction->setWordWrap(true);
    setStyleClass(introduction, "muted");

    auto *connectButton = new ChoiceButton(
        icon(u"connection"_s, QPalette::Link), tr("Connect to a resource"),
        tr("Paste its connection string here (%1), or enter it in the next window. You can keep it "
           "in this computer's keychain.")
            .arg(QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText)));
    connectButton->setObjectName("connectToResource"_L1);
    auto *sandboxButton =
        new ChoiceButton(icon(u"sandbox"_s, QPalette::Link), tr("Try the sandbox"),
                         tr("A copy of the service inside this program, filled with rooms. Nothing "
                            "leaves this computer."));
    sandboxButton->setObjectName("trySandbox"_L1);
    m_sandbox = sandboxButton;
    connect(connectButton, &QAbstractButton::clicked, this, &WelcomePage::connectRequested);
    connect(sandboxButton, &QAbstractButton::clicked, this, &WelcomePage::sandboxRequested);

    auto *beginnings = new QHBoxLayout;
    beginnings->setSpacing(16);
    beginnings->addWidget(connectButton);
    beginnings->addWidget(sandboxButton);
    setStyleClass(m_known, "section");
    m_known->setObjectName("knownConnections"_L1);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
    setAccessibleIdentity(m_all, "allConnections", tr("All connections"));
    setStyleClass(m_all, "link");
    connect(m_all, &QAbstractButton::clicked, this, &WelcomePage::allRequested);

    auto *content = new QWidget;
    content->setMaximumWidth(widest);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(24, 48, 24, 24);
    column->setSpacing(12);
    column->addStretch(1);
    column->addWidget(title);
    column->addWidget(introduction);
    column->addSpacing(12);
    column->addLayout(beginnings);
    column->addSpacing(16);
    column->addWidget(m_known);
    column->addWidget(m_list);
    column->addWidget(m_all, 0, Qt::AlignLeft);
    column->addStretch(2);

    auto *centred = new QWidget;
    auto *middle = new QHBoxLayout(centred);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->addStretch(1);
    middle->addWidget(content, 100);
    middle->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName("welcomeScroll"_L1);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(centred);
    scroll->viewport()->setBackgroundRole(QPalette::Window);
    centred->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    setFocusProxy(connectButton);
    auto *paste = new QShortcut(QKeySequence::Paste, this);
    connect(paste, &QShortcut::activated, this, &WelcomePage::pasteRequested);
    setChoices({});
}

void WelcomePage::setChoices(const QList<ConnectionChoice> &choices)
{
    while (QLayoutItem *row = m_rows->takeAt(0)) {
        row->widget()->deleteLater();
        delete row;
    }
    const QList<ConnectionChoice> shown = usedLast(choices, maxShown);
    QWidget *before = m_sandbox;
    for (const ConnectionChoice &choice : shown) {
        auto *button = new ChoiceButton(choiceIcon(choice), choice.profile.name, describe(choice),
                                        ChoiceButton::Size::Row);
        button->setObjectName("connection_"_L1 + choice.profile.name);
        connect(button, &QAbstractButton::clicked, this, [this, choice] { emit chosen(choice); });
        m_rows->addWidget(button);
        setTabOrder(before, button); // in visual order
        before = button;
    }
    const qsizetype all = usedLast(choices, choices.size()).size();
    m_all->setText(tr("All %n connection(s)…", nullptr, static_cast<int>(all)));
    m_all->setVisible(shown.size() < all);
    m_known->setVisible(m_rows->count() > 0);
    m_list->setVisible(m_rows->count() > 0);
}

} // namespace roomkeeper::ui
