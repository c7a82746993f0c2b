#pragma once

#include <QWidget>

namespace roomkeeper::ui {

class HintLabel;
class SecretEdit;

/// Asks for a connection string of one known resource: the field, what is wrong with what stands in
/// it, and *Reveal*.
class ResourceSecret : public QWidget
{
    Q_OBJECT

public:
    /// `objectName` and `accessibleName` are those of the field; `invitation` stands below it while
    /// it is empty.
    ResourceSecret(const QString &endpoint, const char *objectName, const QString &accessibleName,
                   const QString &invitation, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ResourceSecret)

    /// For the label beside it, and the focus.
    SecretEdit &edit() { return *m_edit; }
    /// Whether it is a connection string of that resource.
    bool isGood() const { return m_isGood; }
    /// A secret: wipe it after use.
    QByteArray secret() const;

signals:
    /// The text, and with it isGood() perhaps.
    void changed();

private:
    void judge();

    QString m_endpoint;
    QString m_invitation;
    SecretEdit *m_edit;
    HintLabel *m_hint;
    bool m_isGood = false;
};

} // namespace roomkeeper::ui
