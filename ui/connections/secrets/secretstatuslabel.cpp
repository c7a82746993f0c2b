#include "ui/connections/secrets/secretstatuslabel.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 14;

} // namespace

SecretStatusLabel::SecretStatusLabel(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_keep(new QPushButton(this))
{
    setObjectName("secretStatusLabel"_L1);
    // Not named: a label with an accessible name no longer reports its text.
    m_text->setObjectName("connectionStatus"_L1);
    m_text->setTextFormat(Qt::PlainText);
    setStyleClass(m_text, "muted");
    setStyleClass(m_keep, "flat");
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_icon);
    layout->addWidget(m_text);
    layout->addWidget(m_keep);
    connect(m_keep, &QPushButton::clicked, this, &SecretStatusLabel::keepRequested);
    paintIcon();
    show({}, {});
}

void SecretStatusLabel::show(const QString &text, const QString &keepText)
{
    m_text->setText(text);
    m_keep->setText(keepText);
    setAccessibleIdentity(m_keep, "keepSecretNow", keepText);
    m_keep->setToolTip(tr("Saves the connection string in the keychain now"));
    m_keep->setVisible(!keepText.isEmpty());
    m_icon->setVisible(!keepText.isEmpty());
}

void SecretStatusLabel::paintIcon()
{
    m_icon->setPixmap(icon(u"warning"_s, QPalette::LinkVisited).pixmap(QSize(iconSize, iconSize)));
}

void SecretStatusLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
}

} // namespace roomkeeper::ui
