#pragma once

#include <QScrollArea>

namespace roomkeeper::ui {

/// The contents of a pane or a dialog: all of it where there is space, else it scrolls up and down,
/// so that what is below it, such as the buttons of a dialog, stays in view. It never scrolls
/// sideways: languages with long words make it wider.
class ContentArea : public QScrollArea
{
    Q_OBJECT

public:
    /// Takes ownership of `content`.
    explicit ContentArea(QWidget *content, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ContentArea)

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace roomkeeper::ui
