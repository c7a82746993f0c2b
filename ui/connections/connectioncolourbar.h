#pragma once

#include <QColor>
#include <QWidget>

class QLabel;

namespace roomkeeper::ui {

/// The bar under the toolbar in the colour of the connection, so that users can tell resources
/// apart. For a read-only connection it also says so in words.
class ConnectionColourBar : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionColourBar(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionColourBar)

    /// An invalid colour shows the bar as a separator.
    void show(const QColor &colour, bool isReadOnly);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_colour;
    QLabel *m_words;
};

} // namespace roomkeeper::ui
