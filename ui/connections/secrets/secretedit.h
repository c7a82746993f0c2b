#pragma once

#include <QLineEdit>

namespace roomkeeper::ui {

/// A field for a secret: masked unless revealed, excluded from predictive input, and cleared on
/// destruction. (Copies that Qt makes during typing cannot be wiped.)
class SecretEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget *parent = nullptr);
    ~SecretEdit() override;
    Q_DISABLE_COPY_MOVE(SecretEdit)

    void reveal(bool shown);
    /// The text without surrounding white space. A secret: wipe it after use.
    QByteArray secret() const;
};

} // namespace roomkeeper::ui
