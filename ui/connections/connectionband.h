#pragma once

#include <QColor>
#include <QWidget>

class QLabel;

namespace roomkeeper::ui {

/// The band under the toolbar in the colour of the connection, so that nobody mistakes one resource
/// for another. Where nothing can be changed it says so in words.
class ConnectionBand : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionBand(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionBand)

    /// An invalid colour: that of a separator.
    void show(const QColor &colour, bool isReadOnly);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_colour;
    QLabel *m_words;
};

} // namespace roomkeeper::ui
