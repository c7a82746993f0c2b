#pragma once

#include <QAbstractButton>

namespace roomkeeper::ui {

/// A large button with an icon, a bold title and a description. Its accessible name is the title.
class ChoiceButton : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Size { Large, Row };

    ChoiceButton(const QIcon &icon, const QString &title, const QString &description,
                 Size size = Size::Large, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ChoiceButton)

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QFont titleFont() const;
    QRect textArea(const QRect &all) const;

    QString m_description;
    Size m_size;
};

} // namespace roomkeeper::ui
