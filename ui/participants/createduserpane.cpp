#include "ui/participants/createduserpane.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/common/secretclipboard.h"
#include "ui/common/secretedit.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *wrapped(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    setStyleClass(label, role);
    return label;
}

} // namespace

CreatedUserPane::CreatedUserPane(const TimeDisplay &display, QWidget *parent)
    : QWidget(parent)
    , m_display(display)
    , m_id(new QLineEdit)
    , m_token(new SecretEdit)
    , m_reveal(new QCheckBox(tr("Re&veal")))
    , m_expiry(new QLabel)
    , m_loss(new HintLabel)
{
    setAccessibleIdentity(m_id, "newUserId", tr("Identifier"));
    m_id->setReadOnly(true);
    m_id->setFont(monospace(font()));
    auto *label = new QLabel(tr("&Identifier"));
    label->setBuddy(m_id);
    auto *copy = new QPushButton(icon(u"copy"_s), tr("Copy identifier"));
    setAccessibleIdentity(copy, "copyUserId", tr("Copy identifier"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_id->text()); });

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_id, 1);
    line->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 8);
    layout->setSpacing(6);
    layout->addWidget(
        wrapped(tr("The user was created. Choose Apply changes to add it to the room."), "muted"));
    layout->addSpacing(6);
    layout->addWidget(label);
    layout->addLayout(line);
    layout->addSpacing(8);
    layout->addWidget(makeTokenPart());
    layout->addStretch();
    connect(&display, &TimeDisplay::changed, this, &CreatedUserPane::tellExpiry);
}

CreatedUserPane::~CreatedUserPane()
{
    secureZero();
}

QWidget *CreatedUserPane::makeTokenPart()
{
    setAccessibleIdentity(m_token, "newUserToken", tr("Access token"));
    m_token->setReadOnly(true);
    m_token->setFont(monospace(font()));
    auto *label = new QLabel(tr("Access &token"));
    label->setBuddy(m_token);
    setAccessibleIdentity(m_reveal, "revealToken", tr("Reveal"));
    connect(m_reveal, &QCheckBox::toggled, m_token, &SecretEdit::reveal);
    m_copyToken = new QPushButton(icon(u"copy"_s), tr("&Copy token"));
    setAccessibleIdentity(m_copyToken, "copyToken", tr("Copy token"));
    m_copyToken->setAutoDefault(false);
    connect(m_copyToken, &QPushButton::clicked, this,
            [this] { secretClipboard().copy(m_token->text()); });
    connect(&secretClipboard(), &SecretClipboard::copied, this, [this] {
        m_isTaken = m_isTaken || secretClipboard().hasCopied(m_token->text());
        tellClipboard();
    });
    connect(&secretClipboard(), &SecretClipboard::changed, this, &CreatedUserPane::tellClipboard);
    // A message: without an accessible name (see accessibleidentity.h).
    m_expiry->setObjectName("tokenExpiry"_L1);
    m_expiry->setWordWrap(true);
    setStyleClass(m_expiry, "muted");

    m_tokenPart = new QWidget;
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_token, 1);
    line->addWidget(m_copyToken);
    auto *layout = new QVBoxLayout(m_tokenPart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(label);
    layout->addLayout(line);
    layout->addWidget(m_reveal);
    layout->addWidget(m_expiry);
    layout->addWidget(
        wrapped(tr("The access token is shown only once. Copy it before you close this dialog."),
                "warning"));
    m_loss->setObjectName("tokenLoss"_L1);
    layout->addWidget(m_loss);
    return m_tokenPart;
}

void CreatedUserPane::show(const acs::CreatedUser &user)
{
    m_id->setText(user.rawId);
    m_id->setCursorPosition(0);
    m_tokenPart->setVisible(user.token.has_value());
    if (!user.token)
        return;
    m_token->setText(user.token->token);
    m_token->setCursorPosition(0);
    m_expiresOn = user.token->expiresOn;
    tellExpiry();
}

void CreatedUserPane::focusCopy()
{
    m_copyToken->setFocus();
}

bool CreatedUserPane::isTokenUntaken() const
{
    return !m_token->text().isEmpty() && !m_isTaken;
}

void CreatedUserPane::warnOfLoss()
{
    m_loss->say("error", tr("The access token has not been copied. Close again to discard it."));
}

void CreatedUserPane::tellExpiry()
{
    m_expiry->setText(tr("Valid until %1 in %2.")
                          .arg(m_display.dateTime(m_expiresOn), m_display.zoneName(m_expiresOn)));
}

void CreatedUserPane::tellClipboard()
{
    const SecretClipboard &clipboard = secretClipboard();
    if (m_isTaken)
        m_loss->say(clipboard.state() == SecretClipboard::State::Refused ? "warning" : "muted",
                    clipboard.text());
}

void CreatedUserPane::secureZero()
{
    m_reveal->setChecked(false);
    m_token->setText({}); // clears the undo history too
}

} // namespace roomkeeper::ui
