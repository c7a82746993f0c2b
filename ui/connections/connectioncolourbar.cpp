#include "ui/connections/connectioncolourbar.h"

#include "ui/common/style/colours.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int thin = 3;

QColor readableOn(const QColor &background)
{
    return contrast(Qt::white, background) >= contrast(Qt::black, background) ? Qt::white
                                                                              : Qt::black;
}

} // namespace

ConnectionColourBar::ConnectionColourBar(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(tr("Read-only connection: you can view rooms but not change anything")))
{
    setObjectName("connectionColourBar"_L1);
    m_words->setObjectName("readOnlyWords"_L1);
    m_words->setAlignment(Qt::AlignCenter);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 12, 2);
    layout->addWidget(m_words);
    show({}, false);
}

void ConnectionColourBar::show(const QColor &colour, bool isReadOnly)
{
    m_colour = colour;
    m_words->setVisible(isReadOnly);
    if (isReadOnly) {
        QPalette ink = palette();
        ink.setColor(QPalette::WindowText,
                     colour.isValid() ? readableOn(colour) : palette().color(QPalette::WindowText));
        m_words->setPalette(ink);
    }
    setFixedHeight(isReadOnly ? fontMetrics().height() + 6 : thin);
    update();
}

void ConnectionColourBar::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_colour.isValid() ? m_colour : colours(palette()).separator);
}

} // namespace roomkeeper::ui
