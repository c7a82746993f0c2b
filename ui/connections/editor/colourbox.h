#pragma once

#include <QComboBox>

namespace roomkeeper::ui {

/// Chooses the colour of a connection's band: a few by name, another one in a dialog of its own.
class ColourBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ColourBox(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ColourBox)

    /// "#rrggbb"; empty: none.
    QString colour() const { return m_colour; }
    void setColour(const QString &colour);

private:
    void fill();
    void choose(int row);

    QString m_colour;
};

} // namespace roomkeeper::ui
