#pragma once

#include <QComboBox>

namespace roomkeeper::ui {

/// A combo box for the colour of a connection's bar: named colours, or any colour through a dialog.
class ColourBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ColourBox(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ColourBox)

    /// "#rrggbb"; empty for none.
    QString colour() const { return m_colour; }
    void setColour(const QString &colour);

private:
    void fill();
    void choose(int row);

    QString m_colour;
};

} // namespace roomkeeper::ui
