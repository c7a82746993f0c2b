#include "ui/common/accessibleidentity.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// Stays a sibling of its box: assistive tools find labels only among siblings, and a layout
/// changes the parent of the box when it is installed.
class HiddenBuddy final : public QLabel
{
public:
    HiddenBuddy(QComboBox *box, const QString &text)
        : QLabel(text, box->parentWidget() ? box->parentWidget() : box)
        , m_box(box)
    {
        setBuddy(box);
        hide();
        box->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_box && event->type() == QEvent::ParentChange && m_box->parentWidget()) {
            setParent(m_box->parentWidget());
            hide();
        }
        return QLabel::eventFilter(watched, event);
    }

private:
    QComboBox *m_box; // has the same parent, so both are deleted together
};

} // namespace

void setAccessibleIdentity(QWidget *widget, const char *objectName, const QString &accessibleName)
{
    widget->setObjectName(QLatin1StringView(objectName));
    widget->setAccessibleName(accessibleName);
}

QLabel *buddyName(QComboBox *box, const QString &text)
{
    auto *label = new HiddenBuddy(box, text);
    box->setAccessibleName(text);
    return label;
}

} // namespace roomkeeper::ui
