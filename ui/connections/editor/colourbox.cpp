#include "ui/connections/editor/colourbox.h"

#include "ui/connections/editor/bandcolours.h"

#include <QColorDialog>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// The data of the entry for a custom colour; all others have their colour.
constexpr auto otherColour = "other"_L1;

} // namespace

ColourBox::ColourBox(QWidget *parent)
    : QComboBox(parent)
{
    fill();
    connect(this, &QComboBox::activated, this, &ColourBox::choose);
}

void ColourBox::setColour(const QString &colour)
{
    m_colour = colour;
    fill();
}

void ColourBox::fill()
{
    clear();
    const QList<BandColour> named = bandColours();
    for (const BandColour &each : named)
        addItem(swatch(QColor(each.rgb)), each.name, each.rgb);
    if (!m_colour.isEmpty() && findData(m_colour) < 0)
        addItem(swatch(QColor(m_colour)), tr("Custom colour (%1)").arg(m_colour), m_colour);
    addItem(swatch({}), tr("None"), QString());
    addItem(tr("Custom colour…"), otherColour);
    setCurrentIndex(findData(m_colour));
}

void ColourBox::choose(int row)
{
    const QString chosen = itemData(row).toString();
    if (chosen != otherColour) {
        m_colour = chosen;
        return;
    }
    setCurrentIndex(findData(m_colour)); // until another one is selected
    auto *dialog = new QColorDialog(QColor(m_colour), this);
    dialog->setObjectName("colourDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QColorDialog::DontUseNativeDialog);
    dialog->setWindowTitle(tr("Colour of the connection"));
    connect(dialog, &QColorDialog::colorSelected, this,
            [this](const QColor &colour) { setColour(colour.name()); });
    dialog->open();
}

} // namespace roomkeeper::ui
