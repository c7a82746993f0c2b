#include "ui/common/emptystate.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_button(new QPushButton)
{
    setObjectName("emptyState"_L1);
    // The colour of a table, which this replaces.
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setStyleClass(m_title, "title");
    m_title->setObjectName("emptyTitle"_L1);
    m_title->setAlignment(Qt::AlignCenter);
    setStyleClass(m_text, "muted");
    m_text->setObjectName("emptyText"_L1);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(40, 40, 40, 40);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (const auto action = m_action)
            action();
    });
}

void EmptyState::show(const QString &title, const QString &text, const QString &buttonText,
                      std::function<void()> action)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_button->setText(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
    setAccessibleIdentity(m_button, "emptyAction", buttonText);
    m_action = std::move(action);
}

} // namespace roomkeeper::ui
