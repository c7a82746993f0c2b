#include "ui/help/helpactions.h"

#include "ui/common/style/icons.h"
#include "ui/help/guidewindow.h"
#include "ui/help/shortcutsdialog.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

HelpActions::HelpActions(Shortcuts &shortcuts, QWidget &window)
    : QObject(&window)
    , m_shortcuts(shortcuts)
    , m_window(window)
{
}

void HelpActions::showGuide()
{
    if (!m_guide)
        m_guide = new GuideWindow(&m_window);
    m_guide->show();
    m_guide->raise();
    m_guide->activateWindow();
}

void HelpActions::showShortcuts()
{
    (new ShortcutsDialog(m_shortcuts, &m_window))->open();
}

void HelpActions::showAbout()
{
    auto *box = new QMessageBox(&m_window);
    box->setObjectName("aboutBox"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Roomkeeper"));
    box->setIconPixmap(icon(u"roomkeeper"_s).pixmap(64));
    box->setText(tr("Roomkeeper %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        tr("Desktop administration of Azure Communication Services Rooms, with an embedded "
           "sandbox. Free software under the MIT licence."));
    box->addButton(QMessageBox::Close);
    box->open();
}

} // namespace roomkeeper::ui
