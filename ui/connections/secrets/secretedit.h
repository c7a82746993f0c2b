#pragma once

#include <QLineEdit>

namespace roomkeeper::ui {

/// A field for a secret: shown as dots unless somebody asks to see it, no keyboard learns from it,
/// and it is cleared when it goes. (Copies that Qt makes while it is typed are out of reach.)
class SecretEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget *parent = nullptr);
    ~SecretEdit() override;
    Q_DISABLE_COPY_MOVE(SecretEdit)

    void reveal(bool shown);
    /// Without white space around it. A secret: wipe it after use.
    QByteArray secret() const;
};

} // namespace roomkeeper::ui
