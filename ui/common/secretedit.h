#pragma once

#include <QLineEdit>

namespace roomkeeper::ui {

/// A field for a secret: masked unless revealed, excluded from predictive input, copied through
/// secretClipboard(), and cleared on destruction. (Copies that Qt makes during typing cannot be
/// wiped.)
class SecretEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget *parent = nullptr);
    ~SecretEdit() override;
    Q_DISABLE_COPY_MOVE(SecretEdit)

    void reveal(bool shown);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void copySelected();
    void cutSelected();
};

} // namespace roomkeeper::ui
