#include "ui/common/columnhint.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

ColumnHint::ColumnHint(QHeaderView &header)
    : QPushButton(&header)
    , m_header(header)
{
    setAccessibleIdentity(this, "moreColumns", tr("More columns"));
    setFocusPolicy(Qt::NoFocus); // the arrow keys move to any column
    setAutoDefault(false);
    setAutoFillBackground(true);
    setStyleClass(this, "link");
    setIcon(ui::icon(isRightToLeft() ? u"chevron-left"_s : u"chevron-right"_s));
    setLayoutDirection(isRightToLeft() ? Qt::LeftToRight : Qt::RightToLeft); // the icon at the end
    hide();

    m_update.setSingleShot(true);
    connect(&m_update, &QTimer::timeout, this, &ColumnHint::updateText);
    const auto update = [this] { m_update.start(0); };
    connect(&header, &QHeaderView::sectionResized, this, update);
    connect(&header, &QHeaderView::sectionMoved, this, update);
    header.installEventFilter(this);
    if (const auto *table = qobject_cast<QAbstractScrollArea *>(header.parentWidget())) {
        QScrollBar *bar = table->horizontalScrollBar();
        connect(bar, &QScrollBar::valueChanged, this, update);
        connect(this, &QPushButton::clicked, bar, [bar] { bar->setValue(bar->maximum()); });
    }
}

/// Whether most of a column is beyond the end of the header.
bool ColumnHint::isOutOfSight(int column) const
{
    if (m_header.isSectionHidden(column))
        return false;
    const int middle = m_header.sectionViewportPosition(column) + m_header.sectionSize(column) / 2;
    return m_header.isRightToLeft() ? middle < 0 : middle > m_header.viewport()->width();
}

void ColumnHint::updateText()
{
    QStringList titles;
    for (int place = 0; place < m_header.count(); ++place) {
        const int column = m_header.logicalIndex(place);
        if (isOutOfSight(column))
            titles << m_header.model()->headerData(column, Qt::Horizontal).toString();
    }
    setVisible(!titles.isEmpty());
    if (titles.isEmpty())
        return;
    setText(u'+' + QLocale().toString(titles.size())); // short: it covers a part of a heading
    setToolTip(tr("More columns: %1").arg(titles.join(u", "_s)));
    setAccessibleDescription(titles.join(u", "_s));
    const int width = sizeHint().width();
    setGeometry(m_header.isRightToLeft() ? 0 : m_header.width() - width, 0, width,
                m_header.height() - 1);
    raise();
}

bool ColumnHint::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_header && (event->type() == QEvent::Resize || event->type() == QEvent::Show))
        m_update.start(0);
    return QPushButton::eventFilter(watched, event);
}

} // namespace roomkeeper::ui
